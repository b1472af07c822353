/** Reminders: which are to be shown now, when the next one comes, and what it says. */

import type { Reminder } from "./api-client";
import { dueText } from "./dates";
import type { Words } from "./words";

/** The reminders whose time has come, the newest of each task. */
export function arrived(reminders: readonly Reminder[], now: Date): Reminder[] {
  const newest = new Map<string, Reminder>();
  for (const one of reminders) {
    const before = newest.get(one.task.id);
    if (new Date(one.fires_at) > now) continue;
    if (!before || before.fires_at < one.fires_at) newest.set(one.task.id, one);
  }
  return [...newest.values()];
}

/** Milliseconds until the next reminder; null when none is to come. */
export function untilNext(reminders: readonly Reminder[], now: Date): number | null {
  const left = reminders
    .map(({ fires_at }) => new Date(fires_at).getTime() - now.getTime())
    .filter((milliseconds) => milliseconds > 0);
  return left.length > 0 ? Math.min(...left) : null;
}

/** What several reminders say at once. */
export function remindersText(words: Words, reminders: readonly Reminder[]): string {
  const [first] = reminders;
  if (!first) return "";
  if (reminders.length > 1) {
    const titles = reminders.map(({ task }) => task.title).join(", ");
    return words.t("reminder.several", { count: reminders.length, titles });
  }
  const { title } = first.task;
  const due = dueText(words, first.task)?.text;
  return due ? words.t("reminder.oneDue", { title, due }) : words.t("reminder.one", { title });
}
