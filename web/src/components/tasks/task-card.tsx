"use client";

import { useSortable } from "@dnd-kit/sortable";
import { GripVertical } from "lucide-react";

import { TaskFacts } from "@/components/tasks/task-facts";
import { Tick } from "@/components/tasks/tick";
import type { Task } from "@/lib/api-client";
import { useOpenTask } from "@/lib/use-open-task";

/** A task of a board or of a week: tick it off, open it, drag it into another column. */
export function TaskCard({ task }: { task: Task }) {
  const { openId, open } = useOpenTask();
  const { attributes, isDragging, listeners, setActivatorNodeRef, setNodeRef } = useSortable({
    id: task.id,
    data: { task },
    // Columns take tasks in, tasks do not; the keyboard still has to know where this one stands.
    disabled: { droppable: true },
  });
  const { onKeyDown, ...pointer } = (listeners ?? {}) as Listeners;
  const done = task.state === "done";
  return (
    <li
      ref={setNodeRef}
      data-task={task.id}
      className={`group bg-card border-line relative flex items-start gap-2 rounded-lg border p-2 ${
        openId === task.id ? "border-brand" : ""
      } ${isDragging ? "opacity-40" : ""}`}
      {...pointer}
    >
      <span className="mt-0.5">
        <Tick task={task} />
      </span>
      <button
        type="button"
        data-open=""
        className="min-w-0 flex-1 rounded text-left text-sm"
        onClick={() => {
          open(task.id);
        }}
      >
        <span className={`block wrap-anywhere ${done ? "text-faint line-through" : ""}`}>
          {task.title}
        </span>
        <TaskFacts task={task} />
      </button>
      <button
        type="button"
        {...attributes}
        ref={setActivatorNodeRef}
        aria-label={`Move “${task.title}” to another place`}
        className="text-faint hover:text-ink absolute top-1 right-0.5 grid h-6 w-5 cursor-grab place-items-center rounded opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
        onKeyDown={onKeyDown}
      >
        <GripVertical className="size-4" aria-hidden="true" />
      </button>
    </li>
  );
}

type Listeners = Partial<Record<"onKeyDown" | "onMouseDown" | "onTouchStart", () => void>>;
