import { Flag, ListTree, Repeat } from "lucide-react";

import type { Priority, Task } from "@/lib/api-client";
import { dueText } from "@/lib/dates";
import { readBack } from "@/lib/recurrence";
import { useWords } from "@/lib/words";

const FLAGS: Record<Priority, string | null> = {
  none: null,
  low: "text-faint",
  medium: "text-brand",
  high: "text-late",
};

/** Due date, repetition, priority, parts and tags, when there are any. */
export function TaskFacts({ task }: { task: Task }) {
  const words = useWords();
  const { t } = words;
  const due = dueText(words, task);
  const flag = FLAGS[task.priority];
  const parts = task.subtasks ? task.subtasks.open + task.subtasks.done : 0;
  if (!due && !flag && task.tags.length === 0 && !task.notes && !parts) return null;
  return (
    <span className="text-faint flex flex-wrap items-center gap-x-2.5 text-[13px]">
      {due && <span className={due.late ? "text-late font-medium" : ""}>{due.text}</span>}
      {task.recurrence && (
        <span
          className="inline-flex items-center"
          title={t("said.repeats", { rule: readBack(words, task.recurrence) })}
        >
          <Repeat className="size-3.5" aria-hidden="true" />
          <span className="sr-only">
            {t("said.repeats", { rule: readBack(words, task.recurrence) })}
          </span>
        </span>
      )}
      {flag && (
        <span className={`inline-flex items-center gap-1 ${flag}`}>
          <Flag className="size-3.5" aria-hidden="true" />
          {t(`priority.${task.priority}`)}
        </span>
      )}
      {parts > 0 && (
        <span className="inline-flex items-center gap-1 tabular-nums">
          <ListTree className="size-3.5" aria-hidden="true" />
          {task.subtasks?.done}/{parts}
          <span className="sr-only">{t("tasks.subtasksDone")}</span>
        </span>
      )}
      {task.tags.map((tag) => (
        <span key={tag}>#{tag}</span>
      ))}
      {task.notes && <span className="max-w-full truncate">{gist(task.notes)}</span>}
    </span>
  );
}

/** The first words of notes, without the marks of Markdown. */
function gist(notes: string): string {
  const [line = ""] = notes.slice(0, 200).split("\n", 1);
  return line.replace(/^[#>\s-]+|[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}/g, "");
}
