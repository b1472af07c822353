"use client";

import { useEffect } from "react";

import { aTask, HOME, inDays, LONG, PROJECTS, TAGS } from "../data";
import { filters, projects, tags, type Seed } from "../seeds";
import type { State } from "../states";

import { DeleteConversation } from "@/components/chat/delete-conversation";
import { RenameConversation } from "@/components/chat/rename-conversation";
import { VoiceNotice } from "@/components/chat/voice-notice";
import { CommandPalette } from "@/components/commands/command-palette";
import { ShortcutsDialog } from "@/components/commands/shortcuts-dialog";
import { ConflictDialog } from "@/components/detail/conflict-dialog";
import { DeleteProjectDialog } from "@/components/sidebar/delete-project-dialog";
import { ProjectDialog } from "@/components/sidebar/project-dialog";
import { BulkDueDialog } from "@/components/tasks/bulk-due-dialog";
import { BulkTagsDialog } from "@/components/tasks/bulk-tags-dialog";
import type { Conflict } from "@/lib/conflicts";
import { useToast, type Toast } from "@/lib/toasts";

const AGAIN_MS = 3_000;

const nothing = (): void => undefined;
const nothingSoon = (): Promise<void> => Promise.resolve();

/** Met by the answer 412: the task was changed by somebody else. */
const CONFLICT: Conflict = {
  current: aTask("Buy two litres of milk", { due_date: inDays(1), notes: "From the market" }),
  changes: { title: "Buy oat milk", due_date: inDays(3), notes: LONG },
  fields: ["title", "due_date", "notes"],
};

const dialog = (name: string, Show: State["Show"], ...seeds: Seed[]): State => ({
  name,
  alone: true,
  seeds,
  Show,
});

const toast = (name: string, shown: Toast): State =>
  dialog(`toast, ${name}`, function ShownToast() {
    const show = useToast();
    useEffect(() => {
      const again = () => {
        show({ ...shown });
      };
      again();
      // It would go away; here it stays to be looked at.
      const timer = setInterval(again, AGAIN_MS);
      return () => {
        clearInterval(timer);
      };
    }, [show]);
    return <p>{name}</p>;
  });

const undo = { label: "Undo", run: nothing };

export const states: readonly State[] = [
  dialog("changed in two places", () => <ConflictDialog conflict={CONFLICT} onClose={nothing} />),
  dialog(
    "commands",
    () => <CommandPalette onClose={nothing} onUndo={nothing} onShortcuts={nothing} />,
    projects(PROJECTS),
    tags(TAGS),
    filters([]),
  ),
  dialog("shortcuts", () => <ShortcutsDialog onClose={nothing} />),
  dialog("new project", () => <ProjectDialog onClose={nothing} />),
  dialog("a project with tasks goes", () => (
    <DeleteProjectDialog project={HOME} onDeleted={nothing} onClose={nothing} />
  )),
  dialog("another day for several", () => <BulkDueDialog onPick={nothing} onClose={nothing} />),
  dialog(
    "tags of several",
    () => <BulkTagsDialog onPick={nothing} onClose={nothing} />,
    tags(TAGS),
  ),
  dialog("a conversation is renamed", () => (
    <RenameConversation id="c" title="The garden" onClose={nothing} />
  )),
  dialog("a conversation goes", () => (
    <DeleteConversation id="c" title={LONG} onGone={nothingSoon} onClose={nothing} />
  )),
  dialog("before one speaks", () => <VoiceNotice onAgree={nothing} onClose={nothing} />),
  toast("with an undo", { text: "Deleted “Buy milk”.", action: undo }),
  toast("long words", { text: LONG, action: undo }),
  toast("only said", { text: "The menu could not be fetched." }),
];
