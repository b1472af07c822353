"use client";

import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
  type UseQueryResult,
} from "@tanstack/react-query";

import type { Task, TaskCreate, TaskFilter, TaskUpdate } from "./api-client";
import { keys } from "./query-keys";
import {
  createTask,
  deleteTask,
  fetchTags,
  fetchTasks,
  newestChange,
  setDone,
  undoChange,
  updateTask,
} from "./tasks-api";

/** The tasks that a filter lets through. */
export function useTasks(filter: TaskFilter): UseQueryResult<Task[]> {
  return useQuery({
    queryKey: [...keys.tasks, filter],
    queryFn: () => fetchTasks(filter),
    placeholderData: (previous) => previous,
  });
}

/** The tags that open tasks carry. */
export function useTags(): UseQueryResult<string[]> {
  return useQuery({ queryKey: keys.tags, queryFn: fetchTags });
}

/** Returns what makes every list of tasks fetch again. */
export function useRefreshTasks(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([keys.tasks, keys.tags].map((queryKey) => anew(client, queryKey)));
  };
}

async function anew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  // A first fetch that is still under way may have been answered before the change: without this,
  // its answer would be taken for the new one.
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

interface Completion {
  task: Task;
  done: boolean;
}

interface Edit {
  task: Task;
  changes: TaskUpdate;
}

interface NewTask {
  task: TaskCreate;
  key: string;
}

/** All ways to change tasks; each makes the lists fetch again when it ends. */
export function useTaskActions() {
  const refresh = useRefreshTasks();
  const options = { onSettled: refresh };
  return {
    create: useMutation({
      mutationFn: ({ task, key }: NewTask) => createTask(task, key),
      ...options,
    }),
    update: useMutation({
      mutationFn: ({ task, changes }: Edit) => updateTask(task, changes),
      ...options,
    }),
    complete: useMutation({
      mutationFn: ({ task, done }: Completion) => setDone(task, done),
      ...options,
    }),
    remove: useMutation({
      mutationFn: async (task: Task) => {
        await deleteTask(task);
        const change = await newestChange();
        // Somebody else may have been quicker: never offer to undo what they did.
        return change?.task_id === task.id && change.action === "delete" ? change : undefined;
      },
      ...options,
    }),
    undo: useMutation({ mutationFn: (changeId: string) => undoChange(changeId), ...options }),
  };
}
