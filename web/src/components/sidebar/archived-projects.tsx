"use client";

import { useTranslations } from "next-intl";

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
  const t = useTranslations();
  const { archive } = useProjectActions();
  return (
    <Modal title={t("sidebar.archivedProjects")} onClose={onClose}>
      <ul className="divide-line divide-y">
        {projects.map((project) => (
          <li key={project.id} className="flex items-center gap-3 py-2">
            <ColorDot color={project.color} />
            <span className="min-w-0 flex-1 wrap-anywhere">{project.name}</span>
            <Button
              aria-label={t("sidebar.bringNamedBack", { name: project.name })}
              onClick={() => {
                archive(project, false);
              }}
            >
              {t("do.bringBack")}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
