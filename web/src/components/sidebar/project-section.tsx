"use client";

import { Archive } from "lucide-react";
import { useState } from "react";

import { ArchivedProjects } from "@/components/sidebar/archived-projects";
import { ProjectDialog } from "@/components/sidebar/project-dialog";
import { ProjectLink } from "@/components/sidebar/project-link";
import { SidebarSection } from "@/components/sidebar/sidebar-section";
import { useProjects } from "@/lib/use-projects";

/** All projects; new ones are made here, and archived ones come back. */
export function ProjectSection() {
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
      <SidebarSection title="Projects" add={{ label: "Add a project", run: add }}>
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
              {archived.length} archived
            </button>
          </li>
        )}
      </SidebarSection>
      {dialog === "new" && <ProjectDialog onClose={close} />}
      {dialog === "archived" && <ArchivedProjects projects={archived} onClose={close} />}
    </>
  );
}
