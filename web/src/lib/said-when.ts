/** When something was said: the time today, the day before that. */
export function whenSaid(instant: string, now: Date = new Date()): string {
  const date = new Date(instant);
  if (date.toDateString() === now.toDateString()) {
    return format(date, { hour: "numeric", minute: "2-digit" });
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(date, { day: "numeric", month: "short", ...(!sameYear && { year: "numeric" }) });
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en", options).format(date);
}
