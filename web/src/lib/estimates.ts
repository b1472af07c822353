/** Lengths of time as people write them: 45m, 1h 30m, 2h. */

import type { Translate } from "./words";

const MINUTES_OF = { h: 60, m: 1 } as const;
const DAY = 1440;
const PART = /^(\d+(?:[.,]\d+)?)\s*(h|m)?[a-z]*\s*/i;

/** The minutes that a text means; a bare number is minutes. Null when it cannot be read. */
export function parseEstimate(text: string): number | null {
  let rest = text.trim();
  let minutes = 0;
  while (rest !== "") {
    const [whole, number, unit = "m"] = PART.exec(rest) ?? [];
    if (!whole || !number) return null;
    minutes += Number(number.replace(",", ".")) * MINUTES_OF[unit.toLowerCase() as "h" | "m"];
    rest = rest.slice(whole.length);
  }
  return minutes >= 1 ? Math.round(minutes) : null;
}

/** Minutes as a person would write them. */
export function estimateText(t: Translate, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const left = minutes % 60;
  return [
    hours > 0 && t("estimate.hours", { hours }),
    left > 0 && t("estimate.minutes", { minutes: left }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** How long before a task is due a reminder comes. */
export function reminderText(t: Translate, minutes: number): string {
  if (minutes === 0) return t("reminder.whenDue");
  if (minutes % DAY === 0) return t("reminder.days", { days: minutes / DAY });
  return t("reminder.before", { length: estimateText(t, minutes) });
}
