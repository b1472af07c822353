"use client";

import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";

import type { Drop } from "@/components/tasks/task-dragging";

interface DropTargetProps {
  drop: Drop;
  children: ReactNode;
}

/** A place of the sidebar that takes tasks in. */
export function DropTarget({ drop, children }: DropTargetProps) {
  const { setNodeRef, isOver } = useDroppable({ id: `to ${drop.name}`, data: { drop } });
  return (
    <div
      ref={setNodeRef}
      className={`min-w-0 flex-1 rounded-lg ${isOver ? "ring-brand ring-2" : ""}`}
    >
      {children}
    </div>
  );
}
