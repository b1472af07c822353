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
  type Active,
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";

import { BoundTarget, BoundTask } from "@/components/tasks/drag-bindings";
import type { Task, TaskUpdate } from "@/lib/api-client";
import { useNotes, type Drop } from "@/lib/dragging";
import { useTaskActions } from "@/lib/use-tasks";
import type { Translate } from "@/lib/words";

const LONG_PRESS = { delay: 250, tolerance: 8 };
const NO_MOVES = () => null;

interface DragLayerProps {
  /** Called as soon as tasks can be dragged. */
  onReady: () => void;
}

/** Lets tasks be dragged by mouse, by touch and by keyboard: within a list, and onto projects. */
export function DragLayer({ onReady }: DragLayerProps) {
  const t = useTranslations();
  const { move, edit } = useTaskActions();
  const [dragged, setDragged] = useState<Task | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: LONG_PRESS }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  useEffect(onReady, [onReady]);
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const task = taskOf(active);
    const target = over?.data.current as Partial<{ drop: Drop } & Sorted> | undefined;
    if (!task || !over || !target) return;
    if (target.drop) {
      const { name, changes } = target.drop;
      const told = t("told.movedTo", { title: task.title, place: name });
      if (!isSo(task, changes)) edit(task, changes, told);
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
      accessibility={{ announcements: announcements(t) }}
      onDragStart={({ active }) => {
        setDragged(taskOf(active));
      }}
      onDragCancel={() => {
        setDragged(null);
      }}
      onDragEnd={drop}
    >
      <Bindings />
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

/** What the page says can be dragged, and what takes it in. */
function Bindings() {
  const { tasks, targets, order } = useNotes();
  const ids = useMemo(() => [...order.ids], [order]);
  return (
    <>
      <SortableContext
        items={ids}
        strategy={order.sortable ? verticalListSortingStrategy : NO_MOVES}
      >
        {tasks.map((note) => (
          <BoundTask key={note.key} note={note} />
        ))}
      </SortableContext>
      {targets.map((note) => (
        <BoundTarget key={note.key} note={note} />
      ))}
    </>
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

function nameOf(
  t: Translate,
  over: { data: { current?: Record<string, unknown> } } | null,
): string {
  const target = over?.data.current as Partial<{ drop: Drop; task: Task }> | undefined;
  if (target?.drop) return target.drop.name;
  return target?.task ? t("place.named", { name: target.task.title }) : t("place.nothing");
}

/** What a screen reader is told while a task is dragged. */
function announcements(t: Translate): Announcements {
  const titleOf = (active: Active) => taskOf(active)?.title ?? "";
  return {
    onDragStart: ({ active }) => t("tasks.pickedUp", { title: titleOf(active) }),
    onDragOver: ({ over }) => t("tasks.over", { place: nameOf(t, over) }),
    onDragEnd: ({ active, over }) =>
      t("tasks.dropped", { title: titleOf(active), place: nameOf(t, over) }),
    onDragCancel: ({ active }) => t("tasks.stays", { title: titleOf(active) }),
  };
}
