"use client";

import { useState } from "react";

import type { Task } from "./api-client";
import { useTaskActions } from "./use-tasks";

/** A text of a task while it is being written: what comes in meanwhile does not disturb it. */
export interface Draft {
  text: string;
  begin: () => void;
  write: (text: string) => void;
  /** Saves what was written, unless it is what was there. */
  end: () => void;
  discard: () => void;
}

/** A draft of title or notes; it is saved against the version in which it was begun. */
export function useDraft(task: Task, field: "title" | "notes"): Draft {
  const { edit } = useTaskActions();
  const [draft, setDraft] = useState<{ text: string; read: Task } | null>(null);
  return {
    text: draft?.text ?? task[field],
    begin: () => {
      setDraft({ text: task[field], read: task });
    },
    write: (text) => {
      setDraft({ text, read: draft?.read ?? task });
    },
    end: () => {
      setDraft(null);
      const text = draft?.text.trim();
      if (!draft || text === undefined || text === draft.read[field]) return;
      // A task without a title is none.
      if (field === "notes" || text !== "") edit(draft.read, { [field]: text });
    },
    discard: () => {
      setDraft(null);
    },
  };
}
