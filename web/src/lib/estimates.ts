/** Lengths of time as people write them: 45m, 1h 30m, 2h. */

const MINUTES_OF = { h: 60, m: 1 } as const;
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
export function estimateText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const left = minutes % 60;
  return [hours > 0 && `${hours}h`, left > 0 && `${left}m`].filter(Boolean).join(" ");
}

/** How long before a task is due a reminder comes. */
export function reminderText(minutes: number): string {
  if (minutes === 0) return "when it is due";
  if (minutes % 1440 === 0) return `${minutes / 1440} ${minutes === 1440 ? "day" : "days"} before`;
  return `${estimateText(minutes)} before`;
}
