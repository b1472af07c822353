"use client";

import { CalendarDays, Check, Flag, FolderInput, Hash, Trash2, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { DueItems } from "@/components/tasks/due-items";
import { ProjectItems } from "@/components/tasks/move-menu";
import { Button, buttonLook } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { MenuContent, MenuItem } from "@/components/ui/menu";
import { MenuButton } from "@/components/ui/menu-button";
import type { BulkChange, TaskUpdate } from "@/lib/api-client";
import { PRIORITIES } from "@/lib/task-words";
import type { Selection } from "@/lib/use-selection";
import { useBulkActions } from "@/lib/use-task-actions";

const BulkTagsDialog = late(() =>
  import("@/components/tasks/bulk-tags-dialog").then((module) => module.BulkTagsDialog),
);

const BulkDueDialog = late(() =>
  import("@/components/tasks/bulk-due-dialog").then((module) => module.BulkDueDialog),
);

const ICON = "size-4";

/** What can be done with all tasks that are selected; one undo takes all of it back. */
export function BulkBar({ selection, done }: { selection: Selection; done: boolean }) {
  const t = useTranslations();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const apply = useApply(selection);
  return (
    <div
      role="toolbar"
      aria-label={t("tasks.selectedTasks")}
      className="bg-card border-line sticky bottom-4 z-10 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-0.5 rounded-xl border p-1 shadow-lg"
    >
      <span className="px-2 text-sm font-medium tabular-nums">
        {t("tasks.soManySelected", { count: selection.ids.size })}
      </span>
      <Tool
        label={t(done ? "tasks.takeBack" : "tasks.complete")}
        icon={done ? <Undo2 className={ICON} /> : <Check className={ICON} />}
        onClick={() => {
          apply(
            { action: done ? "reopen" : "complete" },
            done ? "tasks.tookBackSome" : "tasks.completedSome",
          );
        }}
      />
      <Values apply={apply} onDialog={setDialog} />
      <Tool
        label={t("do.delete")}
        icon={<Trash2 className={ICON} />}
        onClick={() => {
          apply({ action: "delete" }, "tasks.deletedSome");
        }}
      />
      <Tool
        label={t("tasks.selectAll")}
        icon={<span className="text-xs">{t("tasks.all")}</span>}
        onClick={selection.selectAll}
      />
      <Tool label={t("tasks.selectNone")} icon={<X className={ICON} />} onClick={selection.clear} />
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
type Told =
  | "tasks.changedSome"
  | "tasks.completedSome"
  | "tasks.tookBackSome"
  | "tasks.deletedSome"
  | "tasks.movedSome";
type Apply = (body: Omit<BulkChange, "ids" | "dry_run">, told?: Told) => void;

/** Changes all that are selected, says so, and lets go of them. */
function useApply(selection: Selection): Apply {
  const t = useTranslations();
  const bulk = useBulkActions();
  return (body, told = "tasks.changedSome") => {
    const says = (count: number) => t(told, { count });
    bulk([...selection.ids], { ...body, dry_run: false }, says);
    selection.clear();
  };
}

/** The values that all of them can be given. */
function Values({ apply, onDialog }: { apply: Apply; onDialog: (dialog: Dialog) => void }) {
  const t = useTranslations();
  const change = (changes: TaskUpdate, told?: Told) => {
    apply({ action: "update", change: changes }, told);
  };
  return (
    <>
      <ToolMenu label={t("tasks.due")} icon={<CalendarDays className={ICON} />}>
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
          {t("day.another")}
        </MenuItem>
      </ToolMenu>
      <ToolMenu label={t("tasks.moveTo")} icon={<FolderInput className={ICON} />}>
        <ProjectItems
          onMove={(project_id) => {
            change({ project_id }, "tasks.movedSome");
          }}
        />
      </ToolMenu>
      <ToolMenu label={t("tasks.priority")} icon={<Flag className={ICON} />}>
        {[...PRIORITIES].reverse().map((priority) => (
          <MenuItem
            key={priority}
            onSelect={() => {
              change({ priority });
            }}
          >
            {t(`priority.${priority}`)}
          </MenuItem>
        ))}
      </ToolMenu>
      <Tool
        label={t("tasks.tags")}
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
    <MenuButton
      aria-label={label}
      title={label}
      className={buttonLook("quiet", "min-w-9")}
      content={
        <MenuContent align="center" side="top" className="max-h-80 max-w-64 overflow-y-auto">
          {children}
        </MenuContent>
      }
    >
      {icon}
    </MenuButton>
  );
}
