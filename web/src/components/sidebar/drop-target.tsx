"use client";

import type { ReactNode } from "react";

import { useDropTarget, type Drop } from "@/lib/dragging";

interface DropTargetProps {
  drop: Drop;
  children: ReactNode;
}

/** A place of the sidebar that takes tasks in. */
export function DropTarget({ drop, children }: DropTargetProps) {
  const { node, isOver } = useDropTarget(`to ${drop.name}`, drop);
  return (
    <div ref={node} className={`min-w-0 flex-1 rounded-lg ${isOver ? "ring-brand ring-2" : ""}`}>
      {children}
    </div>
  );
}
