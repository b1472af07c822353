/** Repetition: rules of RFC 5545 as a person chooses them, and read back in words. */

import type { Words } from "./words";

/** The days of the week, as a rule writes them. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
/** One day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** How often something can come. */
export const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
/** How often something comes. */
export type Frequency = (typeof FREQUENCIES)[number];

/** A rule that the picker can show whole. */
export interface Repetition {
  frequency: Frequency;
  interval: number;
  /** Of a weekly rule; none means the day that it is due. */
  weekdays: Weekday[];
}

/** A Monday, from which the days of the week are counted. */
const MONDAY = 3;
const WORKDAYS = "MO,TU,WE,TH,FR";

/** The name of a day of the week. */
export function weekdayName({ language }: Words, day: Weekday): string {
  const date = new Date(2000, 0, MONDAY + WEEKDAYS.indexOf(day));
  return new Intl.DateTimeFormat(language, { weekday: "long" }).format(date);
}

/** The day of the week of a date. */
export function weekdayOf(iso: string): Weekday {
  const sundayFirst = new Date(`${iso}T12:00:00`).getDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? "MO";
}

/** The rule of a repetition. */
export function toRule({ frequency, interval, weekdays }: Repetition): string {
  const parts = [`FREQ=${frequency}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (frequency === "WEEKLY" && weekdays.length > 0) {
    parts.push(`BYDAY=${WEEKDAYS.filter((day) => weekdays.includes(day)).join(",")}`);
  }
  return parts.join(";");
}

/** The repetition of a rule; null when it says more than the picker can show. */
export function fromRule(rule: string): Repetition | null {
  const { FREQ, INTERVAL, BYDAY, WKST, ...others } = partsOf(rule);
  const frequency = FREQUENCIES.find((one) => one === FREQ);
  const days = BYDAY?.split(",") ?? [];
  const weekdays = WEEKDAYS.filter((day) => days.includes(day));
  const tooMuch = Object.keys(others).length > 0 || weekdays.length !== days.length;
  if (!frequency || tooMuch || (frequency !== "WEEKLY" && days.length > 0)) return null;
  return WKST && WKST !== "MO" ? null : { frequency, interval: Number(INTERVAL ?? 1), weekdays };
}

/** A rule in words, such as “every 2 weeks on Monday and Thursday”. */
export function readBack(words: Words, rule: string): string {
  const parts = partsOf(rule);
  const frequency = FREQUENCIES.find((one) => one === parts.FREQ);
  if (!frequency) return rule;
  if (isWorkdays(parts)) return words.t("repeat.workdays") + ending(words, parts);
  const often = words.t(`every.${frequency}`, { interval: Number(parts.INTERVAL ?? 1) });
  const when = [often, daysText(words, parts), monthsText(words, parts)];
  return when.filter(Boolean).join(" ") + ending(words, parts);
}

type Parts = Partial<Record<string, string>>;

function partsOf(rule: string): Parts {
  const pairs = rule.replace(/^RRULE:/, "").split(";");
  return Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string]));
}

function isWorkdays({ FREQ, BYDAY, INTERVAL }: Parts): boolean {
  return FREQ === "WEEKLY" && BYDAY === WORKDAYS && !INTERVAL;
}

function daysText(words: Words, { BYDAY, BYMONTHDAY, BYSETPOS }: Parts): string {
  const { t } = words;
  const nth = BYSETPOS && joined(words, BYSETPOS.split(",").map(Number).map(nthOf(words)));
  if (BYDAY === WORKDAYS && nth) return t("repeat.nthWorkday", { nth });
  if (BYDAY) {
    const days = joined(words, BYDAY.split(",").map(dayText(words)));
    return nth ? t("repeat.nthOf", { nth, days }) : t("repeat.on", { days });
  }
  if (!BYMONTHDAY) return "";
  return t("repeat.on", {
    days: joined(words, BYMONTHDAY.split(",").map(Number).map(monthDayText(words))),
  });
}

const dayText = (words: Words) => (rule: string) => {
  const day = weekdayName(words, rule.slice(-2) as Weekday);
  const position = Number(rule.slice(0, -2));
  return position ? words.t("repeat.nthDay", { nth: nthOf(words)(position), day }) : day;
};

const monthDayText =
  ({ t }: Words) =>
  (number: number) => {
    if (number === -1) return t("repeat.lastDay");
    if (number < 0) return t("repeat.nthLastDay", { n: -number });
    return t("repeat.dayOfMonth", { n: number });
  };

const nthOf =
  ({ t }: Words) =>
  (n: number) =>
    t("repeat.nth", { n });

function monthsText(words: Words, { BYMONTH }: Parts): string {
  if (!BYMONTH) return "";
  const format = new Intl.DateTimeFormat(words.language, { month: "long" });
  const months = BYMONTH.split(",").map((month) =>
    format.format(new Date(2000, Number(month) - 1)),
  );
  return words.t("repeat.inMonths", { months: joined(words, months) });
}

function ending({ t, language }: Words, { COUNT, UNTIL }: Parts): string {
  if (COUNT) return COUNT === "1" ? t("repeat.once") : t("repeat.times", { count: Number(COUNT) });
  if (!UNTIL) return "";
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(UNTIL) ?? [];
  const last = new Date(`${year}-${month}-${day}T12:00:00`);
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(last);
  return t("repeat.until", { date });
}

function joined({ language }: Words, list: string[]): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(list);
}
