"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { remember } from "./known-tasks";
import type { Pending } from "./optimistic";
import { sentence } from "./problem";
import { KeptWrite, sendOrKeep } from "./send-or-keep";
import { useToast } from "./toasts";
import { CHANGE_TASKS } from "./use-pending";
import { useRefreshTasks } from "./use-refresh";
import { useUndo, type Fits } from "./use-undo";
import type { Write } from "./writes";

/** A change that can wait for a connection, and of which task it is; or one that only has a look. */
type Look =
  { write: Write; title: string; pending?: undefined } | { write?: undefined; pending?: Pending };

/** A change of tasks: how it looks until it is made, how it is made, how it is told and undone. */
export type TaskRequest<T = unknown> = Look & {
  run: () => Promise<T>;
  /** Shown when it is done; nothing is told without. */
  says?: string;
  /** Tells the change that this made from all others, for undo. */
  fits?: (result: T) => Fits;
  /** Takes care of what went wrong; without it the person is told. */
  failed?: (error: unknown) => boolean;
};

/**
 * Makes changes of tasks. What is pending is shown at once; it ends when the lists have been
 * fetched anew, or, when the server refuses, at once and with the reason.
 */
export function useChangeTasks() {
  const t = useTranslations();
  const client = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const refresh = useRefreshTasks();
  const tellKept = useTellKept();
  const { mutate } = useMutation({
    mutationKey: CHANGE_TASKS,
    mutationFn: (one: TaskRequest) =>
      one.write ? sendOrKeep(one.write, one.title, one.run) : one.run(),
    onSuccess: (result, { says, fits }) => {
      if (result instanceof KeptWrite) {
        tellKept(result, says);
        return;
      }
      remember(client, result);
      if (says) toast({ text: says, ...(fits && undoing(t("do.undo"), fits(result), undo)) });
      return refresh();
    },
    onError: (error, { failed }) => {
      if (!failed?.(error)) toast({ text: sentence(error, t) });
      void refresh();
    },
  });
  return <T>(request: TaskRequest<T>) => {
    // What `run` returns is what `fits` gets: the mutation keeps both together.
    mutate(request as TaskRequest);
  };
}

/** Says that a change is kept here; its undo throws it away. */
export function useTellKept() {
  const t = useTranslations();
  const toast = useToast();
  return (kept: KeptWrite, says = "") => {
    const run = () => {
      void import("./offline/outbox").then(({ outbox }) => outbox.discard(kept.id));
    };
    const text = [says, t("offline.sentLater")].filter(Boolean).join(" ");
    toast({ text, action: { label: t("do.undo"), run } });
  };
}

function undoing(label: string, fits: Fits, undo: (fits: Fits) => void) {
  const run = () => {
    undo(fits);
  };
  return { action: { label, run } };
}
