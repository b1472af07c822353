"use client";

import { useMutationState } from "@tanstack/react-query";

import type { Pending } from "./optimistic";

/** The name of all changes of tasks among the mutations. */
export const CHANGE_TASKS = ["change-tasks"] as const;

/** The changes of tasks that are under way; one is over when the lists show what came of it. */
export function usePending(): Pending[] {
  return useMutationState({
    filters: { mutationKey: CHANGE_TASKS, status: "pending" },
    select: (mutation) => (mutation.state.variables as { pending?: Pending } | undefined)?.pending,
  }).filter((one) => one !== undefined);
}
