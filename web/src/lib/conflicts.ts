/** When two people change one task: what of it can be joined, and what somebody has to decide. */

import type { Task, TaskUpdate } from "./api-client";
import { ProblemError } from "./problem";

/** A field of a task that can be changed. */
export type TaskField = keyof TaskUpdate & keyof Task;

/** A change that met another one. */
export interface Conflict {
  /** The task as it is now. */
  current: Task;
  /** What was to be changed. */
  changes: TaskUpdate;
  fields: TaskField[];
  /** Told which version stays, by whoever does not change the task at once. */
  decide?: (mine: boolean) => void;
}

/** The task as it is now, when a change was refused because it is no longer as it was read. */
export function currentOf(error: unknown): Task | null {
  if (!(error instanceof ProblemError) || error.status !== 412) return null;
  return (error.body.current ?? null) as Task | null;
}

/** The fields that both changed, each to something else. */
export function contested(read: Task, current: Task, changes: TaskUpdate): TaskField[] {
  return (Object.keys(changes) as TaskField[]).filter(
    (field) => !same(read[field], current[field]) && !same(changes[field], current[field]),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
