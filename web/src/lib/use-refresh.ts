"use client";

import { useQueryClient, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback } from "react";

import { keys } from "./query-keys";

const OF_TASKS: QueryKey[] = [keys.tasks, keys.task, keys.tags, keys.projects, keys.changes];

/** Returns what makes everything that shows tasks fetch again. */
export function useRefreshTasks(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => refreshTasks(client), [client]);
}

/** Fetches all that shows tasks anew; ends when what is on the page has arrived. */
export async function refreshTasks(client: QueryClient): Promise<void> {
  await Promise.all(OF_TASKS.map((queryKey) => anew(client, queryKey)));
}

async function anew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  // A first fetch that is still under way may have been answered before the change: without this,
  // its answer would be taken for the new one.
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}
