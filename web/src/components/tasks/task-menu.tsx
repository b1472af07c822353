"use client";

import { useTranslations } from "next-intl";

import { MoveMenu } from "@/components/tasks/move-menu";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import type { Task } from "@/lib/api-client";
import { useTaskActions } from "@/lib/use-tasks";

interface TaskMenuProps {
  task: Task;
  onOpen?: () => void;
  onSelect?: () => void;
  /** Called when the task goes out of sight. */
  onGone?: () => void;
}

/** What can be done with a whole task. */
export function TaskMenu({ task, onOpen, onSelect, onGone }: TaskMenuProps) {
  const t = useTranslations();
  const { act, edit, duplicate, remove } = useTaskActions();
  return (
    <Menu label={t("tasks.moreFor", { title: task.title })}>
      {onOpen && <MenuItem onSelect={onOpen}>{t("do.open")}</MenuItem>}
      {onSelect && <MenuItem onSelect={onSelect}>{t("tasks.select")}</MenuItem>}
      <MoveMenu
        onMove={(project_id, place) => {
          const told = t("told.movedTo", { title: task.title, place });
          edit(task, { project_id, parent_id: null }, told);
        }}
      />
      <MenuItem
        onSelect={() => {
          duplicate(task);
        }}
      >
        {t("tasks.duplicate")}
      </MenuItem>
      <MenuItem
        onSelect={() => {
          act(task, "archive");
          onGone?.();
        }}
      >
        {t("do.archive")}
      </MenuItem>
      <MenuLine />
      <MenuItem
        danger
        onSelect={() => {
          remove(task);
          onGone?.();
        }}
      >
        {t("do.delete")}
      </MenuItem>
    </Menu>
  );
}
