"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useMemo } from "react";

import type { Found, Tag, Task, TaskFilter } from "./api-client";
import { listedTask } from "./known-tasks";
import { entering, withPending } from "./optimistic";
import { keys } from "./query-keys";
import { fetchTags, fetchTask, fetchTasks, searchTasks } from "./tasks-api";
import { usePending } from "./use-pending";

export { useRefreshTasks } from "./use-refresh";
export { useTaskActions } from "./use-task-actions";

const NONE: readonly Task[] = [];

/** All tasks that a filter lets through, page by page. */
export function useTaskPages(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: [...keys.tasks, filter],
    queryFn: ({ pageParam }) => fetchTasks(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

/** The tasks as they will be when all that is under way has been done; `enters` lets new ones in. */
export function useShown(
  tasks: readonly Task[] | undefined,
  keeps: (task: Task) => boolean,
  enters = false,
): readonly Task[] {
  const pending = usePending();
  return useMemo(() => {
    const shown = withPending(tasks ?? NONE, pending, keeps);
    const added = new Set(pending.flatMap((one) => (one.kind === "add" ? one.ids : [])));
    if (!enters || added.size === 0) return shown;
    return [...shown, ...entering(shown, pending, keeps).filter(({ id }) => added.has(id))];
  }, [tasks, pending, keeps, enters]);
}

/** The tasks of a column, with those that are on their way into it. */
export function useColumn(filter: TaskFilter, keeps: (task: Task) => boolean) {
  const pages = useTaskPages(filter);
  const pending = usePending();
  const loaded = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = withPending(loaded, pending, (task) => task.state === "done" || keeps(task));
  return { pages, tasks: [...shown, ...entering(shown, pending, keeps)] };
}

/** What hangs directly below each of these tasks, open and done, by the parent's id. */
export function useParts(parents: readonly string[]): ReadonlyMap<string, readonly Task[]> {
  const found = useQueries({
    queries: parents.map((parent) => partsOf(parent)),
    combine: (results) => results.map((result) => result.data?.items ?? []),
  });
  return useMemo(
    () => new Map(parents.map((parent, index) => [parent, found[index] ?? NONE])),
    [parents, found],
  );
}

function partsOf(parent: string) {
  const filter: TaskFilter = { parent, state: "all", sort: "manual" };
  return { queryKey: [...keys.tasks, "parts", filter], queryFn: () => fetchTasks(filter) };
}

/** One task; what a list or a waiting change knows of it is shown until it has been fetched. */
export function useTask(id: string): UseQueryResult<Task> {
  const client = useQueryClient();
  return useQuery({
    queryKey: [...keys.task, id],
    queryFn: () => fetchTask(id),
    placeholderData: () => listedTask(client, id),
  });
}

/** What a search finds, the best first. */
export function useSearch(text: string, limit?: number): UseQueryResult<Found[]> {
  return useQuery({
    queryKey: [...keys.tasks, "search", text, limit],
    queryFn: () => searchTasks(text, limit),
    enabled: text.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

/** The tags that open tasks carry. */
export function useTags(): UseQueryResult<Tag[]> {
  return useQuery({ queryKey: keys.tags, queryFn: fetchTags });
}
