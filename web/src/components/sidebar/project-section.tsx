"use client";

import { Archive } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { ProjectLink } from "@/components/sidebar/project-link";
import { SidebarSection } from "@/components/sidebar/sidebar-section";
import { late } from "@/components/ui/late";
import { useProjects } from "@/lib/use-projects";

const ArchivedProjects = late(() =>
  import("@/components/sidebar/archived-projects").then((module) => module.ArchivedProjects),
);

const ProjectDialog = late(() =>
  import("@/components/sidebar/project-dialog").then((module) => module.ProjectDialog),
);

/** All projects; new ones are made here, and archived ones come back. */
export function ProjectSection() {
  const t = useTranslations();
  const { data: projects = [] } = useProjects();
  const { data: archived = [] } = useProjects(true);
  const [dialog, setDialog] = useState<"new" | "archived" | null>(null);
  const close = () => {
    setDialog(null);
  };
  const add = () => {
    setDialog("new");
  };
  return (
    <>
      <SidebarSection
        title={t("sidebar.projects")}
        add={{ label: t("sidebar.addProject"), run: add }}
      >
        {projects.map((project) => (
          <ProjectLink key={project.id} project={project} />
        ))}
        {archived.length > 0 && (
          <li>
            <button
              type="button"
              className="text-faint hover:text-ink flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-sm"
              onClick={() => {
                setDialog("archived");
              }}
            >
              <Archive className="size-4" aria-hidden="true" />
              {t("sidebar.archivedCount", { count: archived.length })}
            </button>
          </li>
        )}
      </SidebarSection>
      {dialog === "new" && <ProjectDialog onClose={close} />}
      {dialog === "archived" && <ArchivedProjects projects={archived} onClose={close} />}
    </>
  );
}
