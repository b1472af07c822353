"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type SubmitEvent } from "react";

import { TaskOpener } from "@/components/tasks/task-opener";
import { Tick } from "@/components/tasks/tick";
import type { Task } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useParts, useShown, useTaskActions } from "@/lib/use-tasks";

/** What a task consists of: tick, open, add. */
export function SubtaskList({ task }: { task: Task }) {
  const t = useTranslations();
  const keeps = (part: Task) => part.parent_id === task.id;
  const parts = useShown(useParts([task.id]).get(task.id), keeps, true);
  const done = parts.filter((one) => one.state === "done").length;
  return (
    <section aria-label={t("detail.subtasks")}>
      <h2 className="text-faint mb-1 text-xs font-semibold">
        {parts.length > 0
          ? t("detail.subtasksDone", { done, count: parts.length })
          : t("detail.subtasks")}
      </h2>
      <ul>
        {parts.map((part) => (
          <li key={part.id} className="border-line flex items-start gap-2 border-b py-1.5">
            <span className="mt-1">
              <Tick task={part} />
            </span>
            <TaskOpener task={part} className="text-sm" />
          </li>
        ))}
      </ul>
      {task.state === "open" && <AddSubtask parent={task} />}
    </section>
  );
}

function AddSubtask({ parent }: { parent: Task }) {
  const t = useTranslations();
  const { create } = useTaskActions();
  const [title, setTitle] = useState("");
  const key = useRef(crypto.randomUUID());
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!title.trim() || create.isPending) return;
    const onSuccess = () => {
      setTitle("");
      key.current = crypto.randomUUID();
    };
    const make = () => Promise.resolve({ title, parent_id: parent.id });
    create.mutate({ make, key: key.current }, { onSuccess });
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-2">
      <Plus className="text-faint size-[18px] shrink-0" aria-hidden="true" />
      <input
        aria-label={t("detail.newSubtask")}
        placeholder={t("detail.addSubtask")}
        maxLength={500}
        className="placeholder:text-faint min-h-9 min-w-0 flex-1 bg-transparent text-sm"
        value={title}
        onChange={(event) => {
          setTitle(event.target.value);
        }}
      />
      {create.isError && (
        <span role="alert" className="text-late text-xs">
          {sentence(create.error, t)}
        </span>
      )}
    </form>
  );
}
