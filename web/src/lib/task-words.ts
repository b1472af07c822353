/** Fields and changes of tasks in words. */

import type { Change, Priority, Task, TaskUpdate } from "./api-client";
import type { TaskField } from "./conflicts";
import { dayHeading } from "./dates";
import { estimateText, reminderText } from "./estimates";
import { readBack } from "./recurrence";

/** From the least to the most urgent. */
export const PRIORITIES: readonly Priority[] = ["none", "low", "medium", "high"];

const FIELDS: Record<TaskField, string> = {
  title: "Title",
  notes: "Notes",
  due_date: "Date",
  due_time: "Time",
  time_zone: "Time zone",
  priority: "Priority",
  tags: "Tags",
  project_id: "Project",
  parent_id: "Part of",
  start_date: "Start",
  estimate_minutes: "Estimate",
  recurrence: "Repeats",
  recurs_from: "Repeats from",
  reminders: "Reminders",
};

const ACTIONS: Record<Change["action"], string> = {
  create: "Added",
  update: "Changed",
  complete: "Ticked off",
  reopen: "Opened again",
  move: "Moved",
  archive: "Archived",
  unarchive: "Taken out of the archive",
  delete: "Deleted",
  restore: "Restored",
  undo: "Took a change back",
};

const ACTORS: Record<Change["actor"], string> = {
  web: "in the app",
  assistant: "by the assistant",
  mcp: "by an AI client",
  token: "by a program",
  import: "by an import",
};

/** The name of a field. */
export function fieldName(field: TaskField): string {
  return FIELDS[field];
}

/** What a field holds, in words. */
export function fieldText(of: Task | TaskUpdate, field: TaskField): string {
  const value = of[field];
  if (value == null || value === "" || (Array.isArray(value) && value.length === 0))
    return "nothing";
  if (field === "due_date" || field === "start_date") return dayHeading(String(value));
  if (field === "estimate_minutes") return estimateText(Number(value));
  if (field === "recurrence") return readBack(String(value));
  if (field === "reminders") return (of.reminders ?? []).map(reminderText).join(", ");
  if (field === "tags") return (of.tags ?? []).map((tag) => `#${tag}`).join(" ");
  return field === "project_id" || field === "parent_id" ? "another one" : String(value);
}

/** What was done, and by whom. */
export function changeText({ action, actor }: Pick<Change, "action" | "actor">): string {
  return `${ACTIONS[action]} ${ACTORS[actor]}`;
}

/** The fields that a change touched. */
export function touched({ before, after }: Pick<Change, "before" | "after">): TaskField[] {
  if (!before || !after) return [];
  const same = (field: TaskField) => JSON.stringify(before[field]) === JSON.stringify(after[field]);
  return (Object.keys(FIELDS) as TaskField[]).filter((field) => !same(field));
}
