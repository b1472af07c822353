/** What is shown while the server has not answered yet: pure functions over lists of tasks. */

import type { Task, TaskUpdate } from "./api-client";

/** A change that is under way. */
export type Pending =
  | { kind: "edit"; ids: string[]; changes: TaskUpdate; task?: Task }
  | { kind: "add"; ids: string[]; task: Task; made?: string }
  | { kind: "done"; ids: string[]; done: boolean }
  | { kind: "remove"; ids: string[] }
  | { kind: "move"; ids: string[]; after: string | null; changes: TaskUpdate };

/** The task as it will be when a change has been made; null when it is going away. */
export function applyPending(task: Task, pending: readonly Pending[]): Task | null {
  let shown: Task = task;
  for (const one of pending) {
    if (!one.ids.includes(task.id)) continue;
    if (one.kind === "remove") return null;
    if (one.kind === "add") continue;
    if (one.kind === "done") shown = { ...shown, state: one.done ? "done" : "open" };
    else shown = { ...shown, ...filled(one.changes) };
  }
  return shown;
}

/**
 * A list as it will be. A task that no longer belongs into it leaves at once; one that was ticked
 * off stays, ticked, until the server has said so.
 */
export function withPending(
  tasks: readonly Task[],
  pending: readonly Pending[],
  keeps: (task: Task) => boolean,
): readonly Task[] {
  if (pending.length === 0) return tasks;
  const touched = new Set(pending.flatMap((one) => one.ids));
  const shown = tasks.flatMap((task) => {
    if (!touched.has(task.id)) return [task];
    const next = applyPending(task, pending);
    return next && keeps(next) ? [next] : [];
  });
  return pending.reduce((list, one) => (one.kind === "move" ? placed(list, one) : list), shown);
}

/** The tasks that come into a list by what is under way, as they will be. */
export function entering(
  tasks: readonly Task[],
  pending: readonly Pending[],
  keeps: (task: Task) => boolean,
): Task[] {
  const found = pending.flatMap((one) => {
    const task = "task" in one && one.task ? applyPending(one.task, pending) : null;
    const there = [task?.id, one.kind === "add" ? one.made : undefined];
    return task && keeps(task) && tasks.every(({ id }) => !there.includes(id)) ? [task] : [];
  });
  // Several changes of one task bring it in once.
  return [...new Map(found.map((task) => [task.id, task])).values()];
}

/** What changes say, with the values that a cleared field has in a task. */
function filled(changes: TaskUpdate): Partial<Task> {
  const { title, notes, tags, priority, reminders, due_date, ...rest } = changes;
  return {
    ...rest,
    ...(title != null && { title }),
    ...(notes !== undefined && { notes: notes ?? "" }),
    ...(tags !== undefined && { tags: tags ?? [] }),
    ...(priority !== undefined && { priority: priority ?? "none" }),
    ...(reminders !== undefined && { reminders: reminders ?? [] }),
    // The instant is the server's to count.
    ...(due_date !== undefined && { due_date, due_at: null }),
  };
}

function placed(tasks: Task[], { ids, after }: { ids: string[]; after: string | null }): Task[] {
  const moved = tasks.filter((task) => ids.includes(task.id));
  const others = tasks.filter((task) => !ids.includes(task.id));
  const at = after === null ? 0 : others.findIndex((task) => task.id === after) + 1;
  if (after !== null && at === 0) return tasks;
  return [...others.slice(0, at), ...moved, ...others.slice(at)];
}
