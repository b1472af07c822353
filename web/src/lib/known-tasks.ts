/** Which versions of tasks this page has been told of by the answers to its own changes. */

import type { QueryClient } from "@tanstack/react-query";

import type { Task } from "./api-client";
import { keys } from "./query-keys";

/** Keeps the tasks that an answer carries: one task, or those of a bulk change. */
export function remember(client: QueryClient, answer: unknown): void {
  for (const task of tasksIn(answer)) client.setQueryData([...keys.task, task.id], task);
}

/** The newest version of a task that came in an answer; -1 when none did. */
export function knownVersion(client: QueryClient, id: string): number {
  return client.getQueryData<Task>([...keys.task, id])?.version ?? -1;
}

function tasksIn(answer: unknown): Task[] {
  if (typeof answer !== "object" || answer === null) return [];
  if ("tasks" in answer) return answer.tasks as Task[];
  return "due_date" in answer ? [answer as Task] : [];
}
