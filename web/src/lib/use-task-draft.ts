"use client";

import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";

import type { DraftMark, TaskDraft } from "./api-client";
import { keys } from "./query-keys";
import { readTask } from "./tasks-api";
import { useSettled } from "./use-settled";

const PAUSE_MS = 120;
const NO_MARKS: readonly DraftMark[] = [];

/** How a typed task is read. */
export interface Reading {
  /** What is known of the text so far; null before the first answer. */
  draft: TaskDraft | null;
  /** The marks that still fit the text, while it is being typed on. */
  marks: readonly DraftMark[];
  /** Reads the whole text now, unless that is known already. */
  finish: () => Promise<TaskDraft>;
}

/** Reads a task while it is typed, with the parser of the server. */
export function useTaskDraft(text: string, enabled: boolean): Reading {
  const client = useQueryClient();
  const settled = useSettled(text, PAUSE_MS);
  const wanted = enabled && settled.trim() !== "" && text.trim() !== "";
  const { data } = useQuery({
    ...reading(settled),
    enabled: wanted,
    placeholderData: keepPreviousData,
    // Not understood while it is typed is no matter: it is read again when it is added.
    retry: false,
  });
  const draft = wanted ? (data ?? null) : null;
  return {
    draft: draft?.draft ?? null,
    marks: draft ? fitting(draft, text) : NO_MARKS,
    finish: async () => (await client.query(reading(text))).draft,
  };
}

interface Read {
  of: string;
  draft: TaskDraft;
}

function reading(text: string) {
  return queryOptions({
    queryKey: [...keys.drafts, text],
    queryFn: async (): Promise<Read> => ({ of: text, draft: await readTask(text) }),
    // "Tomorrow" moves on, and so may a project's name.
    // Without a connection it fails at once; the default would wait for one.
    networkMode: "always",
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

/** The marks of a text that was typed on since: those before the first difference. */
export function fitting({ of, draft }: Read, text: string): readonly DraftMark[] {
  if (of === text) return draft.marks;
  const before = Array.from(of);
  const now = Array.from(text);
  const first = before.findIndex((character, index) => character !== now[index]);
  const same = first === -1 ? before.length : first;
  return draft.marks.filter(({ end }) => end <= same);
}
