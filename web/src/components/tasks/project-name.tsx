"use client";

import { ColorDot } from "@/components/ui/color-dot";
import { useProject } from "@/lib/use-projects";

/** The project that a task is in. */
export function ProjectName({ id }: { id: string }) {
  const project = useProject(id);
  if (!project) return null;
  return (
    <span className="text-faint flex max-w-32 shrink-0 items-center gap-1.5 text-xs">
      <ColorDot color={project.color} className="size-2" />
      <span className="truncate">{project.name}</span>
    </span>
  );
}
