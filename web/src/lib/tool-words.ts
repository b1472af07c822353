/** Tool calls in a person's words. */

import type { ToolPart } from "@/types/chat";

/** A task that a tool told of. */
export interface ToldTask {
  id: string;
  title: string;
}

/** By tool: while it runs, and when it has ended. */
const WORDS: Record<string, [string, string]> = {
  list_tasks: ["Looking at your tasks", "Looked at your tasks"],
  get_task: ["Looking at a task", "Looked at a task"],
  search_tasks: ["Searching your tasks", "Searched your tasks"],
  agenda: ["Looking at the next days", "Looked at the next days"],
  overview: ["Looking at projects and tags", "Looked at projects and tags"],
  statistics: ["Counting what was done", "Counted what was done"],
  list_changes: ["Looking at what was changed", "Looked at what was changed"],
  add_task: ["Adding a task", "Added a task"],
  update_task: ["Changing a task", "Changed a task"],
  complete_task: ["Completing a task", "Completed a task"],
  reopen_task: ["Opening a task again", "Opened a task again"],
  duplicate_task: ["Copying a task", "Copied a task"],
  archive_task: ["Archiving a task", "Archived a task"],
  move_task: ["Moving a task", "Moved a task"],
  delete_task: ["Deleting a task", "Deleted a task"],
  restore_task: ["Restoring a task", "Restored a task"],
  change_tasks: ["Changing tasks", "Changed tasks"],
  import_tasks: ["Importing tasks", "Imported tasks"],
  undo: ["Taking a change back", "Took a change back"],
  save_project: ["Saving a project", "Saved a project"],
  delete_project: ["Deleting a project", "Deleted a project"],
  save_filter: ["Saving a filter", "Saved a filter"],
  delete_filter: ["Deleting a filter", "Deleted a filter"],
};

/** Says what a tool call does or did, such as "Searched your tasks for “milk”: 2 found". */
export function describe(part: ToolPart): string {
  const [doing, did] =
    WORDS[part.tool_name] ?? Array<string>(2).fill(part.tool_name.replaceAll("_", " "));
  const sought = fieldOf(part.input, "query") ?? fieldOf(part.input, "q");
  const about = typeof sought === "string" && sought ? ` for “${sought}”` : "";
  if (part.state === "input-available") return `${doing ?? ""}${about}`;
  const found = fieldOf(part.output, "items");
  const count = Array.isArray(found) ? `: ${found.length} found` : "";
  // Nothing was changed, or there would be a receipt: the tool says why.
  const summary = fieldOf(part.output, "summary");
  if (typeof summary === "string" && summary) return summary;
  return `${did ?? ""}${about}${count}`;
}

/** The tasks of a tool's answer, wherever they stand in it, each once. */
export function tasksIn(output: unknown): ToldTask[] {
  const told = new Map<string, ToldTask>();
  for (const one of nodesOf(output)) {
    const { id, title } = one;
    // In the trash there is nothing to open.
    if (one.deleted_at) continue;
    if (typeof id === "string" && typeof title === "string") told.set(id, { id, title });
  }
  return [...told.values()];
}

function* nodesOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
