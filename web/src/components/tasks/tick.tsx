"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Priority, Task } from "@/lib/api-client";
import { useTaskActions } from "@/lib/use-tasks";

const RINGS: Record<Priority, string> = {
  none: "border-faint",
  low: "border-faint",
  medium: "border-brand",
  high: "border-late",
};

/** Ticks a task off, or takes it back; shown at once, and the server's answer settles it. */
export function Tick({ task }: { task: Task }) {
  const t = useTranslations();
  const { act } = useTaskActions();
  const done = task.state === "done";
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={done}
      aria-label={t("tasks.doneTask", { title: task.title })}
      className="group/tick -m-1.5 grid shrink-0 place-items-center rounded-full p-1.5"
      onClick={() => {
        act(task, done ? "reopen" : "complete");
      }}
    >
      <span
        className={`group-aria-checked/tick:border-done group-aria-checked/tick:bg-done text-card grid size-[18px] place-items-center rounded-full border-2 transition-colors ${RINGS[task.priority]}`}
      >
        <Check
          className={`size-3 ${done ? "" : "text-faint opacity-0 group-hover/tick:opacity-100"}`}
          strokeWidth={3.5}
          aria-hidden="true"
        />
      </span>
    </button>
  );
}
