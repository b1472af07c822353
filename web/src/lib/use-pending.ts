"use client";

import { useMutationState } from "@tanstack/react-query";

import type { Pending } from "./optimistic";
import { useWaiting } from "./waiting-store";
import { pendingOf, type Write } from "./writes";

/** The name of all changes of tasks among the mutations. */
export const CHANGE_TASKS = ["change-tasks"] as const;

/** The changes of tasks that wait or are under way; one is over when the lists show what came of it. */
export function usePending(): Pending[] {
  const { pending } = useWaiting();
  const running = useMutationState({
    filters: { mutationKey: CHANGE_TASKS, status: "pending" },
    select: (mutation) => look(mutation.state.variables as Changing | undefined),
  }).filter((one) => one !== undefined);
  return [...pending, ...running];
}

interface Changing {
  pending?: Pending;
  write?: Write;
}

function look(change: Changing | undefined): Pending | undefined {
  return change?.write ? pendingOf(change.write) : change?.pending;
}
