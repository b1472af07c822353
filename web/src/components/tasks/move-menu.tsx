"use client";

import { ChevronRight, Inbox } from "lucide-react";
import { useTranslations } from "next-intl";

import { ColorDot } from "@/components/ui/color-dot";
import { MENU_ITEM, MENU_LAYER, MenuItem } from "@/components/ui/menu";
import { useMenuParts } from "@/lib/late-menus";
import { useProjects } from "@/lib/use-projects";

/** The part of a menu that chooses a project. */
export function MoveMenu({ onMove }: { onMove: (projectId: string | null, name: string) => void }) {
  const Radix = useMenuParts();
  const t = useTranslations();
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={`${MENU_ITEM} data-[state=open]:bg-brand-soft justify-between`}>
        {t("tasks.moveTo")}
        <ChevronRight className="text-faint size-4" aria-hidden="true" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className={`${MENU_LAYER} max-h-80 max-w-64 overflow-y-auto`}>
          <ProjectItems onMove={onMove} />
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

/** The inbox and all projects, as lines of a menu. */
export function ProjectItems({
  onMove,
}: {
  onMove: (projectId: string | null, name: string) => void;
}) {
  const t = useTranslations();
  const { data: projects = [] } = useProjects();
  return (
    <>
      <MenuItem
        onSelect={() => {
          onMove(null, t("place.inbox"));
        }}
      >
        <Inbox className="text-faint size-4" aria-hidden="true" />
        {t("lists.inbox")}
      </MenuItem>
      {projects.map((project) => (
        <MenuItem
          key={project.id}
          onSelect={() => {
            onMove(project.id, t("place.named", { name: project.name }));
          }}
        >
          <span className="grid w-4 place-items-center">
            <ColorDot color={project.color} />
          </span>
          <span className="truncate">{project.name}</span>
        </MenuItem>
      ))}
    </>
  );
}
