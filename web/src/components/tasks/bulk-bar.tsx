"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { CalendarDays, Check, Flag, FolderInput, Hash, Trash2, Undo2, X } from "lucide-react";
import { useState, type ReactNode } from "react";

import { BulkDueDialog } from "@/components/tasks/bulk-due-dialog";
import { BulkTagsDialog } from "@/components/tasks/bulk-tags-dialog";
import { DueItems } from "@/components/tasks/due-items";
import { ProjectItems } from "@/components/tasks/move-menu";
import { Button } from "@/components/ui/button";
import { MenuContent, MenuItem } from "@/components/ui/menu";
import type { BulkChange, TaskUpdate } from "@/lib/api-client";
import { PRIORITIES } from "@/lib/task-words";
import type { Selection } from "@/lib/use-selection";
import { useBulkActions } from "@/lib/use-task-actions";

const ICON = "size-4";

/** What can be done with all tasks that are selected; one undo takes all of it back. */
export function BulkBar({ selection, done }: { selection: Selection; done: boolean }) {
  const bulk = useBulkActions();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const apply: Apply = (body, verb = "Changed") => {
    const says = (n: number) => `${verb} ${n === 1 ? "one task" : `${n} tasks`}.`;
    bulk([...selection.ids], { ...body, dry_run: false }, says);
    selection.clear();
  };
  return (
    <div
      role="toolbar"
      aria-label="Selected tasks"
      className="bg-card border-line sticky bottom-4 z-10 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-0.5 rounded-xl border p-1 shadow-lg"
    >
      <span className="px-2 text-sm font-medium tabular-nums">{selection.ids.size} selected</span>
      <Tool
        label={done ? "Take back" : "Complete"}
        icon={done ? <Undo2 className={ICON} /> : <Check className={ICON} />}
        onClick={() => {
          apply({ action: done ? "reopen" : "complete" }, done ? "Took back" : "Completed");
        }}
      />
      <Values apply={apply} onDialog={setDialog} />
      <Tool
        label="Delete"
        icon={<Trash2 className={ICON} />}
        onClick={() => {
          apply({ action: "delete" }, "Deleted");
        }}
      />
      <Tool
        label="Select all"
        icon={<span className="text-xs">All</span>}
        onClick={selection.selectAll}
      />
      <Tool label="Select none" icon={<X className={ICON} />} onClick={selection.clear} />
      <BulkDialog
        dialog={dialog}
        apply={apply}
        onClose={() => {
          setDialog(null);
        }}
      />
    </div>
  );
}

type Dialog = "due" | "tags";
type Apply = (body: Omit<BulkChange, "ids" | "dry_run">, verb?: string) => void;

/** The values that all of them can be given. */
function Values({ apply, onDialog }: { apply: Apply; onDialog: (dialog: Dialog) => void }) {
  const change = (changes: TaskUpdate, verb?: string) => {
    apply({ action: "update", change: changes }, verb);
  };
  return (
    <>
      <ToolMenu label="Due" icon={<CalendarDays className={ICON} />}>
        <DueItems
          onPick={(due_date) => {
            change({ due_date });
          }}
        />
        <MenuItem
          onSelect={() => {
            onDialog("due");
          }}
        >
          Another day
        </MenuItem>
      </ToolMenu>
      <ToolMenu label="Move to" icon={<FolderInput className={ICON} />}>
        <ProjectItems
          onMove={(project_id) => {
            change({ project_id }, "Moved");
          }}
        />
      </ToolMenu>
      <ToolMenu label="Priority" icon={<Flag className={ICON} />}>
        {[...PRIORITIES].reverse().map((priority) => (
          <MenuItem
            key={priority}
            onSelect={() => {
              change({ priority });
            }}
          >
            <span className="capitalize">{priority}</span>
          </MenuItem>
        ))}
      </ToolMenu>
      <Tool
        label="Tags"
        icon={<Hash className={ICON} />}
        onClick={() => {
          onDialog("tags");
        }}
      />
    </>
  );
}

interface BulkDialogProps {
  dialog: Dialog | null;
  apply: Apply;
  onClose: () => void;
}

function BulkDialog({ dialog, apply, onClose }: BulkDialogProps) {
  if (dialog === "due") {
    return (
      <BulkDueDialog
        onPick={(due_date) => {
          apply({ action: "update", change: { due_date } });
        }}
        onClose={onClose}
      />
    );
  }
  if (dialog !== "tags") return null;
  return (
    <BulkTagsDialog
      onPick={(tags, add) => {
        apply({ action: "update", [add ? "add_tags" : "remove_tags"]: tags });
      }}
      onClose={onClose}
    />
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Button look="quiet" className="min-w-9" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </Button>
  );
}

function ToolMenu({
  label,
  icon,
  children,
}: {
  label: string;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>
        <Button look="quiet" className="min-w-9" aria-label={label} title={label}>
          {icon}
        </Button>
      </Radix.Trigger>
      <MenuContent align="center" side="top" className="max-h-80 max-w-64 overflow-y-auto">
        {children}
      </MenuContent>
    </Radix.Root>
  );
}
