/** A new task: what its words say, what its list gives it, and what was chosen by hand. */

import type { Priority, TaskCreate } from "./api-client";
import { dayHeading } from "./dates";
import { estimateText, reminderText } from "./estimates";
import { readBack } from "./recurrence";
import type { Words } from "./words";

/** What the form below the title holds. */
export interface Details {
  due_date: string | null;
  due_time: string | null;
  priority: Priority;
  tags: string[];
}

/** What the form shows: a choice counts more than words, and words more than the list. */
export function detailsOf(
  list: Partial<TaskCreate>,
  said: Partial<TaskCreate>,
  chosen: Partial<Details>,
): Details {
  const day = said.due_date ?? list.due_date ?? null;
  return {
    due_date: day,
    due_time: said.due_time ?? null,
    priority: said.priority ?? "none",
    tags: [...new Set([...(list.tags ?? []), ...(said.tags ?? [])])],
    ...chosen,
  };
}

/** The task to add. */
export function newTask(
  title: string,
  list: Partial<TaskCreate>,
  said: Partial<TaskCreate>,
  chosen: Partial<Details>,
): TaskCreate {
  const project = said.project_id ?? list.project_id;
  return {
    ...said,
    title: said.title ?? title,
    ...(project && { project_id: project }),
    ...detailsOf(list, said, chosen),
  };
}

/** What words said that the form has no field for, in words. */
export function alsoSaid(
  words: Words,
  said: Partial<TaskCreate>,
  projectName: string | undefined,
): string[] {
  const { t } = words;
  return [
    said.recurrence && t("said.repeats", { rule: readBack(words, said.recurrence) }),
    said.project_id && projectName && t("said.project", { name: projectName }),
    said.start_date && t("said.starts", { day: dayHeading(words, said.start_date) }),
    said.estimate_minutes && t("said.takes", { length: estimateText(t, said.estimate_minutes) }),
    said.reminders?.length &&
      t("said.reminder", {
        times: said.reminders.map((minutes) => reminderText(t, minutes)).join(", "),
      }),
  ].filter((one): one is string => Boolean(one));
}
