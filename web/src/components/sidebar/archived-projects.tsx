"use client";

import { Button } from "@/components/ui/button";
import { ColorDot } from "@/components/ui/color-dot";
import { Modal } from "@/components/ui/modal";
import type { Project } from "@/lib/api-client";
import { useProjectActions } from "@/lib/use-projects";

/** Projects that are out of sight; each can come back. */
export function ArchivedProjects({
  projects,
  onClose,
}: {
  projects: readonly Project[];
  onClose: () => void;
}) {
  const { archive } = useProjectActions();
  return (
    <Modal title="Archived projects" onClose={onClose}>
      <ul className="divide-line divide-y">
        {projects.map((project) => (
          <li key={project.id} className="flex items-center gap-3 py-2">
            <ColorDot color={project.color} />
            <span className="min-w-0 flex-1 wrap-anywhere">{project.name}</span>
            <Button
              aria-label={`Bring “${project.name}” back`}
              onClick={() => {
                archive(project, false);
              }}
            >
              Bring back
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
