/** What a list shows, line by line: pure functions from tasks to rows. */

import type { Task } from "./api-client";
import { dayHeading, isoDay } from "./dates";
import type { Grouping } from "./views";
import type { Words } from "./words";

/** One line of a list. */
export type Row =
  | { kind: "heading"; key: string; text: string; late: boolean }
  | { kind: "task"; key: string; task: Task; depth: number; unfolded: boolean };

/** The lines of a list: headings between groups, and parts below the tasks that are unfolded. */
export function rowsOf(
  words: Words,
  tasks: readonly Task[],
  grouping: Grouping,
  unfolded: ReadonlyMap<string, readonly Task[]>,
  now = new Date(),
): Row[] {
  const rows: Row[] = [];
  let group: string | null = null;
  for (const task of tasks) {
    const next = groupOf(task, grouping, now);
    if (next && next !== group) rows.push(heading(words, next, now));
    group = next;
    push(rows, task, 0, unfolded);
  }
  return rows;
}

const LATE = "late";

function groupOf(task: Task, grouping: Grouping, now: Date): string | null {
  if (grouping === "none" || !task.due_date) return null;
  return grouping === "late" && task.due_date < isoDay(now) ? LATE : task.due_date;
}

function heading(words: Words, group: string, now: Date): Row {
  const late = group === LATE;
  return {
    kind: "heading",
    key: `heading ${group}`,
    text: late ? words.t("day.overdue") : dayHeading(words, group, now),
    late,
  };
}

function push(
  rows: Row[],
  task: Task,
  depth: number,
  unfolded: ReadonlyMap<string, readonly Task[]>,
): void {
  const parts = unfolded.get(task.id);
  rows.push({ kind: "task", key: task.id, task, depth, unfolded: parts !== undefined });
  for (const part of parts ?? []) push(rows, part, depth + 1, unfolded);
}
