/** Puts what the API would answer into the cache of a state; nothing is asked of a server. */

import { QueryClient, type QueryKey } from "@tanstack/react-query";

import type { Project, SavedFilter, Tag, Task, TaskFilter } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";
import type { Words } from "@/lib/words";

/** One answer in the cache; the words are for what is asked for by a list that has a title. */
export type Seed = (client: QueryClient, words: Words) => void;

/** A cache in which only what is seeded is known: all else is loading, and stays so. */
export function seeded(seeds: readonly Seed[], words: Words): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { enabled: false, staleTime: Infinity, retry: false, retryOnMount: false },
    },
  });
  for (const seed of seeds) seed(client, words);
  return client;
}

/** An answer of any shape; the ones below say which it is. */
export const known =
  <T>(key: QueryKey, data: NoInfer<T>): Seed =>
  (client) => {
    client.setQueryData(key, data);
  };

/** A request that failed. */
export const failed =
  (key: QueryKey, error: Error): Seed =>
  (client) => {
    const queryFn = () => Promise.reject(error);
    // What it rejects with is what the state shows.
    client.query({ queryKey: key, queryFn }).catch(() => undefined);
  };

/** The name under which the tasks of a filter are kept. */
export const tasksKey = (filter: TaskFilter): QueryKey => [...keys.tasks, filter];

/** One page of something that comes page by page. */
export const onePage = (
  key: QueryKey,
  items: readonly object[],
  next: string | null = null,
): Seed => known(key, { pages: [{ items, next_cursor: next }], pageParams: [undefined] });

/** The tasks that a filter finds. */
export const tasks = (filter: TaskFilter, found: readonly Task[]): Seed =>
  onePage(tasksKey(filter), found);

/** What hangs below a task. */
export const parts = (parent: string, items: readonly Task[]): Seed =>
  known<{ items: readonly Task[] }>(
    [...keys.tasks, "parts", { parent, state: "all", sort: "manual" } satisfies TaskFilter],
    { items },
  );

/** One task that was opened. */
export const task = (one: Task): Seed => known<Task>([...keys.task, one.id], one);

/** The projects, or the archived ones. */
export const projects = (all: readonly Project[], archived = false): Seed =>
  known<readonly Project[]>([...keys.projects, { archived }], all);

/** The tags. */
export const tags = (all: readonly Tag[]): Seed => known<readonly Tag[]>(keys.tags, all);

/** The kept filters. */
export const filters = (all: readonly SavedFilter[]): Seed =>
  known<readonly SavedFilter[]>(keys.filters, all);
