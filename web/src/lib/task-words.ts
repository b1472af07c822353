/** Fields and changes of tasks in words. */

import type { Change, Priority, Task, TaskUpdate } from "./api-client";
import type { TaskField } from "./conflicts";
import { dayHeading } from "./dates";
import { estimateText, reminderText } from "./estimates";
import { readBack } from "./recurrence";
import type { Translate, Words } from "./words";

/** From the least to the most urgent. */
export const PRIORITIES: readonly Priority[] = ["none", "low", "medium", "high"];

const FIELDS = [
  "title",
  "notes",
  "due_date",
  "due_time",
  "time_zone",
  "priority",
  "tags",
  "project_id",
  "parent_id",
  "start_date",
  "estimate_minutes",
  "recurrence",
  "recurs_from",
  "reminders",
] as const satisfies readonly TaskField[];

/** The name of a field. */
export function fieldName(t: Translate, field: TaskField): string {
  return t(`fields.${field}`);
}

/** What a field holds, in words. */
export function fieldText(words: Words, of: Task | TaskUpdate, field: TaskField): string {
  const { t } = words;
  const value = of[field];
  if (value == null || value === "" || (Array.isArray(value) && value.length === 0))
    return t("fields.empty");
  if (field === "due_date" || field === "start_date") return dayHeading(words, String(value));
  if (field === "estimate_minutes") return estimateText(t, Number(value));
  if (field === "recurrence") return readBack(words, String(value));
  if (field === "reminders")
    return (of.reminders ?? []).map((minutes) => reminderText(t, minutes)).join(", ");
  if (field === "tags") return (of.tags ?? []).map((tag) => `#${tag}`).join(" ");
  if (field === "priority") return t(`priority.${value as Priority}`);
  return field === "project_id" || field === "parent_id" ? t("fields.another") : String(value);
}

/** What was done, and by whom. */
export function changeText(t: Translate, change: Pick<Change, "action" | "actor">): string {
  return t("actions.by", {
    action: t(`actions.${change.action}`),
    actor: t(`actors.${change.actor}`),
  });
}

/** The fields that a change touched. */
export function touched({ before, after }: Pick<Change, "before" | "after">): TaskField[] {
  if (!before || !after) return [];
  const same = (field: TaskField) => JSON.stringify(before[field]) === JSON.stringify(after[field]);
  return FIELDS.filter((field) => !same(field));
}
