"use client";

import { useParams, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { SidebarLink } from "@/components/sidebar/sidebar-link";
import { ColorDot } from "@/components/ui/color-dot";
import { late } from "@/components/ui/late";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Project } from "@/lib/api-client";
import { useProjectActions } from "@/lib/use-projects";

const DeleteProjectDialog = late(() =>
  import("@/components/sidebar/delete-project-dialog").then((module) => module.DeleteProjectDialog),
);

const ProjectDialog = late(() =>
  import("@/components/sidebar/project-dialog").then((module) => module.ProjectDialog),
);

/** A project in the sidebar, and what can be done with it. */
export function ProjectLink({ project }: { project: Project }) {
  const t = useTranslations();
  const { archive } = useProjectActions();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const leave = useLeave(project.id);
  const close = () => {
    setDialog(null);
  };
  return (
    <>
      <SidebarLink
        href={`/projects/${project.id}`}
        icon={<ColorDot color={project.color} />}
        count={project.open_count}
        menu={
          <ProjectMenu
            name={project.name}
            onDialog={setDialog}
            onArchive={() => {
              archive(project, true);
              leave();
            }}
          />
        }
        drop={{
          name: t("place.named", { name: project.name }),
          changes: { project_id: project.id },
        }}
      >
        {project.name}
      </SidebarLink>
      {dialog === "edit" && <ProjectDialog project={project} onClose={close} />}
      {dialog === "delete" && (
        <DeleteProjectDialog project={project} onDeleted={leave} onClose={close} />
      )}
    </>
  );
}

type Dialog = "edit" | "delete";

interface ProjectMenuProps {
  name: string;
  onDialog: (dialog: Dialog) => void;
  onArchive: () => void;
}

function ProjectMenu({ name, onDialog, onArchive }: ProjectMenuProps) {
  const t = useTranslations();
  return (
    <Menu label={t("sidebar.moreFor", { name })}>
      <MenuItem
        onSelect={() => {
          onDialog("edit");
        }}
      >
        {t("sidebar.nameAndColor")}
      </MenuItem>
      <MenuItem onSelect={onArchive}>{t("do.archive")}</MenuItem>
      <MenuItem
        danger
        onSelect={() => {
          onDialog("delete");
        }}
      >
        {t("do.delete")}
      </MenuItem>
    </Menu>
  );
}

/** Goes to the inbox when the project that is shown goes away. */
function useLeave(id: string): () => void {
  const router = useRouter();
  const shown = useParams<{ id?: string }>().id;
  return () => {
    if (shown === id) router.push("/inbox");
  };
}
