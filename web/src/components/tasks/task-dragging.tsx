"use client";

import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
} from "@dnd-kit/core";
import { arrayMove, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { useState, type ReactNode } from "react";

import type { Task, TaskUpdate } from "@/lib/api-client";
import { useTaskActions } from "@/lib/use-tasks";

/** What dropping a task somewhere makes of it: another project, another day, another priority. */
export interface Drop {
  /** As one would say it: “Moved … to”. */
  name: string;
  changes: TaskUpdate;
}

const LONG_PRESS = { delay: 250, tolerance: 8 };

/** Lets tasks be dragged by mouse, by touch and by keyboard: within a list, and onto projects. */
export function TaskDragging({ children }: { children: ReactNode }) {
  const { move, edit } = useTaskActions();
  const [dragged, setDragged] = useState<Task | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: LONG_PRESS }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const task = taskOf(active);
    const target = over?.data.current as Partial<{ drop: Drop } & Sorted> | undefined;
    if (!task || !over || !target) return;
    if (target.drop) {
      const { name, changes } = target.drop;
      if (!isSo(task, changes)) edit(task, changes, `Moved “${task.title}” to ${name}.`);
    } else if (target.sortable && over.id !== active.id) {
      move(task, { after: neighbour(target.sortable, task.id) });
    }
  };
  return (
    <DndContext
      // A fixed id: the server counts otherwise than the browser.
      id="tasks"
      sensors={sensors}
      collisionDetection={underThePointer}
      accessibility={{ announcements: ANNOUNCEMENTS }}
      onDragStart={({ active }) => {
        setDragged(taskOf(active));
      }}
      onDragCancel={() => {
        setDragged(null);
      }}
      onDragEnd={drop}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="bg-card border-line max-w-sm truncate rounded-lg border px-3 py-2 shadow-lg">
            {dragged.title}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

interface Sorted {
  sortable: { items: string[]; index: number };
}

/** The task behind which the dragged one lands; null is the top. */
function neighbour({ items, index }: Sorted["sortable"], id: string): string | null {
  const order = arrayMove(items, items.indexOf(id), index);
  return order[index - 1] ?? null;
}

/** Whether a task is what a change would make of it. */
function isSo(task: Task, changes: TaskUpdate): boolean {
  const fields = Object.keys(changes) as (keyof TaskUpdate)[];
  return fields.every((field) => (task[field] ?? null) === (changes[field] ?? null));
}

/** What is under the pointer, or, moved by keyboard, under the task; else what is nearest. */
const underThePointer: CollisionDetection = (args) => {
  const hit = args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args);
  return hit.length > 0 ? hit : closestCenter(args);
};

function taskOf(active: { data: { current?: Record<string, unknown> } }): Task | null {
  return (active.data.current?.task as Task | undefined) ?? null;
}

function nameOf(over: { data: { current?: Record<string, unknown> } } | null): string {
  const target = over?.data.current as Partial<{ drop: Drop; task: Task }> | undefined;
  return target?.drop?.name ?? (target?.task ? `“${target.task.title}”` : "nothing");
}

const ANNOUNCEMENTS: Announcements = {
  onDragStart: ({ active }) =>
    `Picked up “${taskOf(active)?.title}”. Arrow keys move it, Space drops it, Escape leaves it.`,
  onDragOver: ({ over }) => `Over ${nameOf(over)}.`,
  onDragEnd: ({ active, over }) => `Dropped “${taskOf(active)?.title}” at ${nameOf(over)}.`,
  onDragCancel: ({ active }) => `“${taskOf(active)?.title}” stays where it was.`,
};
