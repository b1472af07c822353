/** Repetition: rules of RFC 5545 as a person chooses them, and read back in words. */

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

const NAMES: Record<Weekday, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const UNITS: Record<Frequency, string> = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};
const ORDINALS: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
};
const WORKDAYS = "MO,TU,WE,TH,FR";

/** The name of a day of the week. */
export function weekdayName(day: Weekday): string {
  return NAMES[day];
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
export function readBack(rule: string): string {
  const parts = partsOf(rule);
  const frequency = FREQUENCIES.find((one) => one === parts.FREQ);
  if (!frequency) return rule;
  if (isWorkdays(parts)) return `every workday${ending(parts)}`;
  const interval = Number(parts.INTERVAL ?? 1);
  const unit = UNITS[frequency];
  const often = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  return [often, daysText(parts), monthsText(parts)].filter(Boolean).join(" ") + ending(parts);
}

type Parts = Partial<Record<string, string>>;

function partsOf(rule: string): Parts {
  const pairs = rule.replace(/^RRULE:/, "").split(";");
  return Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string]));
}

function isWorkdays({ FREQ, BYDAY, INTERVAL }: Parts): boolean {
  return FREQ === "WEEKLY" && BYDAY === WORKDAYS && !INTERVAL;
}

function daysText({ BYDAY, BYMONTHDAY, BYSETPOS }: Parts): string {
  if (BYDAY === WORKDAYS && BYSETPOS) return `on the ${ordinals(BYSETPOS)} workday`;
  const position = BYSETPOS ? `the ${ordinals(BYSETPOS)} ` : "";
  if (BYDAY) return `on ${position}${joined(BYDAY.split(",").map(dayText))}`;
  return BYMONTHDAY ? `on ${joined(BYMONTHDAY.split(",").map(monthDayText))}` : "";
}

function dayText(day: string): string {
  const name = NAMES[day.slice(-2) as Weekday];
  const position = day.slice(0, -2).replace("+", "");
  return position ? `the ${ORDINALS[position] ?? `${position}th`} ${name}` : name;
}

function monthDayText(day: string): string {
  const number = Number(day);
  if (number === -1) return "the last day";
  return number < 0 ? `the ${withSuffix(-number)} last day` : `the ${withSuffix(number)}`;
}

function ordinals(positions: string): string {
  return joined(positions.split(",").map((one) => ORDINALS[one] ?? withSuffix(Number(one))));
}

function withSuffix(number: number): string {
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(number);
  return `${number}${{ one: "st", two: "nd", few: "rd", other: "th", many: "th", zero: "th" }[rule]}`;
}

function monthsText({ BYMONTH }: Parts): string {
  if (!BYMONTH) return "";
  const name = (month: string) =>
    new Intl.DateTimeFormat("en", { month: "long" }).format(new Date(2000, Number(month) - 1, 1));
  return `in ${joined(BYMONTH.split(",").map(name))}`;
}

function ending({ COUNT, UNTIL }: Parts): string {
  if (COUNT) return COUNT === "1" ? ", once more" : `, ${COUNT} times`;
  if (!UNTIL) return "";
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(UNTIL) ?? [];
  const date = new Date(`${year}-${month}-${day}T12:00:00`);
  return `, until ${new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(date)}`;
}

function joined(words: string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
