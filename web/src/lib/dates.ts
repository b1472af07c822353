import type { Task } from "./api-client";
import type { Language } from "./languages";
import type { Words } from "./words";

const DAY = 86_400_000;

/** How a due date reads, and whether it has passed. */
export interface DueText {
  text: string;
  late: boolean;
}

/** Says when a task is due in the words a person would use. */
export function dueText(words: Words, task: Task, now: Date = new Date()): DueText | null {
  if (!task.due_date) return null;
  const day = dayNumber(task.due_date) - dayNumber(isoDay(now));
  const late = task.due_at ? new Date(task.due_at) < now : day < 0;
  const time = task.due_time ? `, ${clock(words, task.due_time)}` : "";
  return {
    text: dayName(words, task.due_date, day, now) + time,
    late: late && task.state === "open",
  };
}

/** A date of this browser's calendar as YYYY-MM-DD. */
export function isoDay(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** A day as a heading: its name, and its date. */
export function dayHeading({ t, language }: Words, iso: string, now: Date = new Date()): string {
  const day = dayNumber(iso) - dayNumber(isoDay(now));
  const date = new Date(`${iso}T12:00:00`);
  const sameYear = date.getFullYear() === now.getFullYear();
  const full = format(language, date, {
    weekday: day === 0 || day === 1 ? undefined : "long",
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
  if (day === 0) return `${t("day.today")} · ${full}`;
  return day === 1 ? `${t("day.tomorrow")} · ${full}` : full;
}

/** The day some days after another one. */
export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T12:00:00`);
  date.setDate(date.getDate() + days);
  return isoDay(date);
}

/** A day in few characters, such as “2 Mar”. */
export function shortDay({ language }: Words, iso: string): string {
  return format(language, new Date(`${iso}T12:00:00`), { day: "numeric", month: "short" });
}

/** An instant as a person reads it, in this browser's time zone. */
export function instantText({ language }: Words, iso: string): string {
  return format(language, new Date(iso), { dateStyle: "medium", timeStyle: "short" });
}

/** When something was said: the time today, the day before that. */
export function whenSaid({ language }: Words, instant: string, now: Date = new Date()): string {
  const date = new Date(instant);
  if (date.toDateString() === now.toDateString()) {
    return format(language, date, { hour: "numeric", minute: "2-digit" });
  }
  return shortDate(language, date, now);
}

function dayName({ t, language }: Words, iso: string, distance: number, now: Date): string {
  if (distance === 0) return t("day.today");
  if (distance === 1) return t("day.tomorrow");
  if (distance === -1) return t("day.yesterday");
  const date = new Date(`${iso}T12:00:00`);
  if (distance > 1 && distance < 7) return format(language, date, { weekday: "long" });
  return shortDate(language, date, now);
}

function shortDate(language: Language, date: Date, now: Date): string {
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(language, date, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

function clock({ language }: Words, time: string): string {
  return format(language, new Date(`2000-01-01T${time}`), { hour: "numeric", minute: "2-digit" });
}

function format(language: Language, date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, options).format(date);
}

/** Days since 1970, so that a change to summer time does not move a day. */
function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}
