"use client";

import { DragHandle } from "@/components/tasks/drag-handle";
import { TaskOpener } from "@/components/tasks/task-opener";
import { Tick } from "@/components/tasks/tick";
import type { Task } from "@/lib/api-client";
import { useDraggableTask } from "@/lib/dragging";
import { useOpenTask } from "@/lib/use-open-task";

/** A task of a board or of a week: tick it off, open it, drag it into another column. */
export function TaskCard({ task }: { task: Task }) {
  const { openId } = useOpenTask();
  // Columns take tasks in, tasks do not; the keyboard still has to know where this one stands.
  const { handle, isDragging, pointer, node } = useDraggableTask(task, { droppable: true });
  return (
    <li
      ref={node}
      data-task={task.id}
      className={`group bg-card border-line relative flex items-start gap-2 rounded-lg border p-2 ${
        openId === task.id ? "border-brand" : ""
      } ${isDragging ? "opacity-40" : ""}`}
      {...pointer}
    >
      <span className="mt-0.5">
        <Tick task={task} />
      </span>
      <TaskOpener task={task} className="text-sm" />
      <DragHandle {...handle} title={task.title} className="absolute top-1 right-0.5 grid" />
    </li>
  );
}
