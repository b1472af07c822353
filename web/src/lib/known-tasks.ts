/** Which versions of tasks this page has been told of by the answers to its own changes. */

import type { InfiniteData, QueryClient } from "@tanstack/react-query";

import type { Task } from "./api-client";
import { keys } from "./query-keys";
import type { TaskPage } from "./tasks-api";
import { waiting } from "./waiting-store";

/** Keeps the tasks that an answer carries: one task, or those of a bulk change. */
export function remember(client: QueryClient, answer: unknown): void {
  for (const task of tasksIn(answer)) client.setQueryData([...keys.task, task.id], task);
}

/** The newest version of a task that came in an answer; -1 when none did. */
export function knownVersion(client: QueryClient, id: string): number {
  return client.getQueryData<Task>([...keys.task, id])?.version ?? -1;
}

/** A task as a list shows it, or as it is being added. */
export function listedTask(client: QueryClient, id: string): Task | undefined {
  const lists = client.getQueriesData<Partial<InfiniteData<TaskPage>>>({ queryKey: keys.tasks });
  const listed = lists.flatMap(([, data]) => data?.pages?.flatMap(({ items }) => items) ?? []);
  const added = waiting().pending.flatMap((one) => (one.kind === "add" ? [one.task] : []));
  return [...listed, ...added].find((task) => task.id === id);
}

function tasksIn(answer: unknown): Task[] {
  if (typeof answer !== "object" || answer === null) return [];
  if ("tasks" in answer) return answer.tasks as Task[];
  return "due_date" in answer ? [answer as Task] : [];
}
