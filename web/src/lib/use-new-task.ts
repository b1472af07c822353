"use client";

import { useState } from "react";

import type { TaskCreate } from "./api-client";
import { detailsOf, newTask, type Details } from "./new-task";
import { UnreachableError } from "./problem";
import { useTaskDraft, type Reading } from "./use-task-draft";
import { useTaskActions } from "./use-tasks";

/** A task while it is being written, and what adds it. */
export function useNewTask(fresh: Partial<TaskCreate>) {
  const { create } = useTaskActions();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Partial<Details>>({});
  const [asTyped, setAsTyped] = useState(false);
  const reading = useTaskDraft(text, !asTyped);
  const key = useIntentKey(JSON.stringify([text, chosen, asTyped, fresh]));
  const said = reading.draft?.task ?? {};
  const reset = () => {
    // What was typed meanwhile is the next task.
    setText((now) => (now === text ? "" : now));
    setChosen({});
    setAsTyped(false);
  };
  const make = async () => {
    const words = asTyped ? {} : await understood(reading);
    return newTask(text, fresh, words, chosen);
  };
  return {
    text,
    write: (changed: string) => {
      setText(changed);
      if (changed.trim() === "") setAsTyped(false);
    },
    asTyped,
    setAsTyped,
    said,
    marks: reading.marks,
    details: detailsOf(fresh, said, chosen),
    choose: (changes: Partial<Details>) => {
      setChosen({ ...chosen, ...changes });
    },
    add: () => {
      create.mutate({ make, key }, { onSuccess: reset });
    },
    adding: create,
  };
}

/** What the server reads in the words; without a connection they stay the title, as typed. */
async function understood(reading: Reading): Promise<Partial<TaskCreate>> {
  if (!navigator.onLine) return {};
  try {
    return (await reading.finish()).task;
  } catch (error) {
    if (error instanceof UnreachableError) return {};
    throw error;
  }
}

/** One key for one intent: a retry after a lost answer must not add a second task. */
function useIntentKey(intent: string): string {
  const [held, setHeld] = useState(() => ({ intent, key: crypto.randomUUID() }));
  if (held.intent === intent) return held.key;
  const next = { intent, key: crypto.randomUUID() };
  setHeld(next);
  return next.key;
}
