import { useTranslations } from "next-intl";

import { TaskFacts } from "@/components/tasks/task-row";
import type { Task } from "@/lib/api-client";
import { canLeaveOut, type Amendment } from "@/lib/approvals";
import type { Approval } from "@/types/chat";

interface ApprovalTasksProps {
  approval: Approval;
  amended: Amendment;
  amend: (amended: Amendment) => void;
}

/** The tasks that would be changed; one can take single ones out by unticking them. */
export function ApprovalTasks({ approval, amended, amend }: ApprovalTasksProps) {
  const t = useTranslations();
  const { tasks, count } = approval.preview;
  const hidden = count - tasks.length;
  const choice = approval.status === "pending" && canLeaveOut(approval);
  const toggle = (id: string) => {
    const without = new Set(amended.without);
    if (!without.delete(id)) without.add(id);
    amend({ ...amended, without });
  };
  if (tasks.length === 0) return null;
  return (
    <ul aria-label={t("chat.whatItIsAbout")} className="grid grid-cols-1 gap-1.5">
      {tasks.map((task) => (
        <li key={task.id} className="bg-card rounded-lg">
          {choice ? (
            <label className="flex cursor-pointer items-start gap-2.5 px-3 py-2">
              <input
                type="checkbox"
                className="accent-brand mt-1 size-4 shrink-0"
                checked={!amended.without.has(task.id)}
                onChange={() => {
                  toggle(task.id);
                }}
              />
              <Facts task={task} />
            </label>
          ) : (
            <div className="px-3 py-2">
              <Facts task={task} />
            </div>
          )}
        </li>
      ))}
      {hidden > 0 && (
        <li className="text-faint px-3 text-sm">{t("chat.andMore", { count: hidden })}</li>
      )}
    </ul>
  );
}

function Facts({ task }: { task: Task }) {
  return (
    <span className="block min-w-0">
      <span className="block wrap-anywhere">{task.title}</span>
      <TaskFacts task={task} />
    </span>
  );
}
