/** Changes of tasks as data, so that they can wait for a connection: pure functions over them. */

import type { Task, TaskCreate, TaskMove, TaskUpdate } from "./api-client";
import type { Pending } from "./optimistic";
import type { TaskVerb } from "./tasks-api";

/** A change of one task. A task that was added here has an id of ours until the server gives it one. */
export type Write =
  | { kind: "create"; id: string; key: string; body: TaskCreate; at: string }
  | { kind: "edit"; task: Task; changes: TaskUpdate }
  | { kind: "act"; id: string; verb: TaskVerb }
  | { kind: "delete"; id: string }
  | { kind: "move"; id: string; where: TaskMove };

/** A change that waits to be sent. */
export interface Waiting {
  id: string;
  write: Write;
  /** The title of the task. */
  title: string;
  /** Why the server did not take it; null while it has not been asked. */
  refused: string | null;
}

/** How a change looks until it is made. */
export function pendingOf(write: Write): Pending {
  switch (write.kind) {
    case "create":
      return { kind: "add", ids: [write.id], task: asTask(write) };
    case "edit":
      return { kind: "edit", ids: [write.task.id], changes: write.changes, task: write.task };
    case "act":
      return write.verb === "complete" || write.verb === "reopen"
        ? { kind: "done", ids: [write.id], done: write.verb === "complete" }
        : { kind: "remove", ids: [write.id] };
    case "delete":
      return { kind: "remove", ids: [write.id] };
    case "move": {
      const { after, ...changes } = write.where;
      return { kind: "move", ids: [write.id], after, changes };
    }
  }
}

/** The id of the task that a change is of. */
export function taskOf(write: Write): string {
  return write.kind === "edit" ? write.task.id : write.id;
}

/** Whether a change cannot be made without this task. */
export function needs(write: Write, id: string): boolean {
  return taskOf(write) === id || references(write).includes(id);
}

/** The change, now that a task that was added here has the id that the server gave it. */
export function withMade(write: Write, id: string, made: Task): Write {
  const known = <T extends string | null | undefined>(one: T) => (one === id ? made.id : one);
  switch (write.kind) {
    case "create":
      return { ...write, body: renamed(write.body, known) };
    case "edit": {
      const task =
        write.task.id === id ? { ...write.task, id: made.id, version: made.version } : write.task;
      return { ...write, task, changes: renamed(write.changes, known) };
    }
    case "move":
      return {
        ...write,
        id: known(write.id),
        where: { ...renamed(write.where, known), after: known(write.where.after) },
      };
    default:
      return { ...write, id: known(write.id) };
  }
}

function references(write: Write): (string | null | undefined)[] {
  if (write.kind === "create") return [write.body.parent_id];
  if (write.kind === "edit") return [write.changes.parent_id];
  return write.kind === "move" ? [write.where.after, write.where.parent_id] : [];
}

function renamed<T extends { parent_id?: string | null }>(
  fields: T,
  known: <I extends string | null | undefined>(id: I) => I | string,
): T {
  return fields.parent_id ? { ...fields, parent_id: known(fields.parent_id) } : fields;
}

/** The task that is being added, as far as it is known here. */
function asTask({ id, body, at }: Extract<Write, { kind: "create" }>): Task {
  return {
    ...body,
    id,
    notes: body.notes ?? "",
    state: "open",
    due_date: body.due_date ?? null,
    due_time: body.due_time ?? null,
    due_at: null,
    time_zone: body.time_zone ?? null,
    priority: body.priority ?? "none",
    tags: body.tags ?? [],
    reminders: body.reminders ?? [],
    version: 0,
    created_at: at,
    updated_at: at,
    completed_at: null,
    rank: "",
    archived_at: null,
    deleted_at: null,
    subtasks: { open: 0, done: 0, estimate_minutes: 0 },
  };
}
