"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { remember } from "./known-tasks";
import type { Pending } from "./optimistic";
import { sentence } from "./problem";
import { useToast } from "./toasts";
import { CHANGE_TASKS } from "./use-pending";
import { useRefreshTasks } from "./use-refresh";
import { useUndo, type Fits } from "./use-undo";

/** A change of tasks: how it looks until it is made, how it is made, how it is told and undone. */
export interface TaskRequest<T = unknown> {
  pending?: Pending;
  run: () => Promise<T>;
  /** Shown when it is done; nothing is told without. */
  says?: string;
  /** Tells the change that this made from all others, for undo. */
  fits?: (result: T) => Fits;
  /** Takes care of what went wrong; without it the person is told. */
  failed?: (error: unknown) => boolean;
}

/**
 * Makes changes of tasks. What is pending is shown at once; it ends when the lists have been
 * fetched anew, or, when the server refuses, at once and with the reason.
 */
export function useChangeTasks() {
  const client = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const refresh = useRefreshTasks();
  const { mutate } = useMutation({
    mutationKey: CHANGE_TASKS,
    mutationFn: ({ run }: TaskRequest) => run(),
    onSuccess: (result, { says, fits }) => {
      remember(client, result);
      if (says) toast({ text: says, ...(fits && undoing(fits(result), undo)) });
      return refresh();
    },
    onError: (error, { failed }) => {
      if (!failed?.(error)) toast({ text: sentence(error) });
      void refresh();
    },
  });
  return <T>(request: TaskRequest<T>) => {
    // What `run` returns is what `fits` gets: the mutation keeps both together.
    mutate(request as TaskRequest);
  };
}

function undoing(fits: Fits, undo: (fits: Fits) => void) {
  const run = () => {
    undo(fits);
  };
  return { action: { label: "Undo", run } };
}
