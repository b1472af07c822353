"use client";

import type { ReactNode } from "react";

import { TaskFacts } from "@/components/tasks/task-facts";
import type { Task } from "@/lib/api-client";
import { useOpenTask } from "@/lib/use-open-task";

interface TaskOpenerProps {
  task: Task;
  /** How the title is shown; struck through when it is done, if nothing else is said. */
  children?: ReactNode;
  className?: string;
}

/** Title and facts of a task; a press opens it beside the list. */
export function TaskOpener({ task, children, className = "" }: TaskOpenerProps) {
  const { open } = useOpenTask();
  const done = task.state === "done" ? "text-faint line-through" : "";
  return (
    <button
      type="button"
      data-open=""
      className={`min-w-0 flex-1 rounded text-left ${className}`}
      onClick={() => {
        open(task.id);
      }}
    >
      {children ?? <span className={`block wrap-anywhere ${done}`}>{task.title}</span>}
      <TaskFacts task={task} />
    </button>
  );
}
