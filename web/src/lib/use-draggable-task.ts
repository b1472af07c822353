"use client";

import { useSortable } from "@dnd-kit/sortable";
import type { ComponentProps } from "react";

import type { Task } from "./api-client";

type Listeners = Partial<Record<"onKeyDown" | "onMouseDown" | "onTouchStart", () => void>>;

/** A task that is dragged: with the pointer by its whole row, with the keyboard by its handle. */
export function useDraggableTask(
  task: Task,
  disabled: { draggable?: boolean; droppable: boolean },
) {
  const { attributes, listeners, setActivatorNodeRef, setNodeRef, ...drag } = useSortable({
    id: task.id,
    data: { task },
    disabled,
  });
  const { onKeyDown, ...pointer } = (listeners ?? {}) as Listeners;
  const handle: ComponentProps<"button"> = { ...attributes, ref: setActivatorNodeRef, onKeyDown };
  return { ...drag, handle, pointer, setNodeRef };
}
