"use client";

import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";

import type { DropProject } from "@/components/tasks/task-dragging";

interface DropTargetProps extends DropProject {
  children: ReactNode;
}

/** A place of the sidebar that takes tasks in. */
export function DropTarget({ project, children }: DropTargetProps) {
  const data: DropProject = { project };
  const { setNodeRef, isOver } = useDroppable({ id: `project ${project.id ?? "inbox"}`, data });
  return (
    <div
      ref={setNodeRef}
      className={`min-w-0 flex-1 rounded-lg ${isOver ? "ring-brand ring-2" : ""}`}
    >
      {children}
    </div>
  );
}
