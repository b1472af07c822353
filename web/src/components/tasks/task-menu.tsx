"use client";

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
  const { act, edit, duplicate, remove } = useTaskActions();
  return (
    <Menu label={`More for “${task.title}”`}>
      {onOpen && <MenuItem onSelect={onOpen}>Open</MenuItem>}
      {onSelect && <MenuItem onSelect={onSelect}>Select</MenuItem>}
      <MoveMenu
        onMove={(project_id, name) => {
          edit(task, { project_id, parent_id: null }, `Moved “${task.title}” to ${name}.`);
        }}
      />
      <MenuItem
        onSelect={() => {
          duplicate(task);
        }}
      >
        Duplicate
      </MenuItem>
      <MenuItem
        onSelect={() => {
          act(task, "archive");
          onGone?.();
        }}
      >
        Archive
      </MenuItem>
      <MenuLine />
      <MenuItem
        danger
        onSelect={() => {
          remove(task);
          onGone?.();
        }}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}
