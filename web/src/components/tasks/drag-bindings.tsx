"use client";

import { useDroppable } from "@dnd-kit/core";
import { useSortable } from "@dnd-kit/sortable";
import { memo, useLayoutEffect } from "react";

import { bind, type DraggableNote, type TargetNote } from "@/lib/dragging";

/** Makes a task of the page draggable. */
export const BoundTask = memo(function BoundTask({ note }: { note: DraggableNote }) {
  const { key, id, task, node, handle, disabled } = note;
  const sortable = useSortable({ id, data: { task }, disabled });
  const { attributes, listeners, setActivatorNodeRef, setNodeRef } = sortable;
  const { isDragging, isOver, transform, transition } = sortable;
  useLayoutEffect(() => {
    setNodeRef(node.current);
    setActivatorNodeRef(handle.current);
  }, [node, handle, setNodeRef, setActivatorNodeRef]);
  useLayoutEffect(() => {
    bind(key, { attributes, listeners, isDragging, isOver, transform, transition });
  }, [key, attributes, listeners, isDragging, isOver, transform, transition]);
  useUnbinding(key);
  return null;
});

/** Makes a place of the page take tasks in. */
export const BoundTarget = memo(function BoundTarget({ note }: { note: TargetNote }) {
  const { key, id, drop, node } = note;
  const { isOver, setNodeRef } = useDroppable({ id, data: { drop } });
  useLayoutEffect(() => {
    setNodeRef(node.current);
  }, [node, setNodeRef]);
  useLayoutEffect(() => {
    bind(key, { isDragging: false, isOver, transform: null, transition: undefined });
  }, [key, isOver]);
  useUnbinding(key);
  return null;
});

function useUnbinding(key: string): void {
  useLayoutEffect(
    () => () => {
      bind(key, null);
    },
    [key],
  );
}
