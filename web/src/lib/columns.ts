/** What boards and weeks consist of: columns, each of which asks for its own tasks. */

import type { Task, TaskFilter, TaskUpdate } from "./api-client";
import { addDays, dayHeading, isoDay } from "./dates";
import type { View } from "./views";
import type { Words } from "./words";

/** One column of a board or of a week. */
export interface Column {
  key: string;
  title: string;
  /** As one would say it: “Moved … to”. */
  name: string;
  filter: TaskFilter;
  /** What a task becomes that is put here. */
  changes: TaskUpdate;
  keeps: (task: Task) => boolean;
  /** Whether it stands for today. */
  current: boolean;
}

const COLUMNS = [
  ["high", "priority.high"],
  ["medium", "priority.medium"],
  ["low", "priority.low"],
  ["none", "priority.no"],
] as const;
const DAYS_OF_WEEK = 7;

/** The columns of a board: one for each priority. */
export function boardColumns({ t }: Words, view: View): Column[] {
  return COLUMNS.map(([priority, title]) => ({
    key: priority,
    title: t(title),
    name: t("place.priority", { priority }),
    filter: { ...view.filter, state: "open", priority, sort: "due" },
    changes: { priority },
    keeps: (task) => task.priority === priority && task.state === "open" && view.keeps(task),
    current: false,
  }));
}

/** The columns of a week: one for each day, from Monday on. */
export function weekColumns(words: Words, view: View, monday: string, now = new Date()): Column[] {
  // The days say which tasks are due; the list says which of them belong to it.
  const filter = { ...view.filter };
  delete filter.due_after;
  const isUpcoming = view.filter.due_after !== undefined;
  return Array.from({ length: DAYS_OF_WEEK }, (_, index) => {
    const day = addDays(monday, index);
    return {
      key: day,
      title: dayHeading(words, day, now),
      name: dayHeading(words, day, now),
      filter: {
        ...filter,
        state: "open",
        sort: "due",
        due_after: addDays(day, -1),
        due_before: addDays(day, 1),
      },
      changes: { due_date: day },
      keeps: (task) => task.due_date === day && (isUpcoming || view.keeps(task)),
      current: day === isoDay(now),
    };
  });
}

/** The Monday of the week that a day is in. */
export function mondayOf(iso: string): string {
  const sundayFirst = new Date(`${iso}T12:00:00`).getDay();
  return addDays(iso, -((sundayFirst + 6) % DAYS_OF_WEEK));
}
