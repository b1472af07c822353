/** What was done in a period, as it is drawn. */

import type { Statistics } from "./api-client";
import { addDays, isoDay, shortDay } from "./dates";
import type { Words } from "./words";

/** How long a period can be, in days: whole weeks, today included. */
export const PERIODS = [
  { id: 28, label: "statistics.fourWeeks" },
  { id: 84, label: "statistics.twelveWeeks" },
  { id: 364, label: "statistics.year" },
] as const;

const MOST_DAYS = 42;
const WEEK = 7;

/** The first and the last day of a period that ends today. */
export function periodOf(days: number, now = new Date()): { first: string; last: string } {
  const last = isoDay(now);
  return { first: addDays(last, 1 - days), last };
}

/** One bar: a day, or the week that begins on it. */
export interface Bar {
  day: string;
  label: string;
  completed: number;
  created: number;
}

/** Days as bars; many days become weeks, counted back from the last one. */
export function barsOf(words: Words, days: Statistics["days"]): Bar[] {
  if (days.length <= MOST_DAYS) {
    return days.map((one) => ({ ...one, label: shortDay(words, one.day) }));
  }
  const bars: Bar[] = [];
  for (let end = days.length; end > 0; end -= WEEK) {
    const week = days.slice(Math.max(0, end - WEEK), end);
    const day = week[0]?.day ?? "";
    bars.unshift({
      day,
      label: words.t("day.weekFrom", { day: shortDay(words, day) }),
      completed: total(week, "completed"),
      created: total(week, "created"),
    });
  }
  return bars;
}

/** How many tasks were completed or created in some days. */
export function total(days: Statistics["days"], what: "completed" | "created"): number {
  return days.reduce((sum, one) => sum + one[what], 0);
}

/** A round number that all values lie below: the top of the scale. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return step * power;
}
