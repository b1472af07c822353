/** @jest-environment node */
import { aTask } from "../support/task";
import { ENGLISH, GERMAN } from "../support/words";

import { dayHeading, dueText, isoDay, whenSaid } from "@/lib/dates";

// A Tuesday, noon, wherever the test runs.
const NOW = new Date(2026, 10, 24, 12, 0);

const due = (due_date: string, more: Parameters<typeof aTask>[0] = {}) =>
  dueText(ENGLISH, aTask({ due_date, ...more }), NOW);

it("says nothing about a task that is not due", () => {
  expect(dueText(ENGLISH, aTask(), NOW)).toBeNull();
});

it.each([
  ["2026-11-23", "Yesterday"],
  ["2026-11-24", "Today"],
  ["2026-11-25", "Tomorrow"],
  ["2026-11-26", "Thursday"],
  ["2026-11-30", "Monday"],
  ["2026-12-01", "Dec 1"],
  ["2026-11-20", "Nov 20"],
  ["2027-01-02", "Jan 2, 2027"],
])("calls %s %s", (date, text) => {
  expect(due(date)?.text).toBe(text);
});

it("adds the time of day", () => {
  expect(due("2026-11-25", { due_time: "17:00" })?.text.replace(/\s/g, " ")).toBe(
    "Tomorrow, 5:00 PM",
  );
});

it("is late only after the day is over, or after its hour", () => {
  expect(due("2026-11-24")?.late).toBe(false);
  expect(due("2026-11-23")?.late).toBe(true);
  const hour = (hours: number) => new Date(2026, 10, 24, hours).toISOString();
  expect(due("2026-11-24", { due_time: "11:00", due_at: hour(11) })?.late).toBe(true);
  expect(due("2026-11-24", { due_time: "13:00", due_at: hour(13) })?.late).toBe(false);
});

it("calls nothing late that is done", () => {
  expect(due("2026-11-01", { state: "done" })?.late).toBe(false);
});

it("counts days by the calendar, across changes of the clock", () => {
  // In most zones with summer time, clocks change between these two days.
  const before = new Date(2026, 9, 24, 23, 30);
  expect(dueText(ENGLISH, aTask({ due_date: "2026-10-26" }), before)?.text).toBe("Monday");
  expect(dueText(ENGLISH, aTask({ due_date: "2026-10-25" }), before)?.text).toBe("Tomorrow");
});

it("names a day of this browser's calendar", () => {
  expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(isoDay(new Date(2026, 0, 5, 0, 0))).toBe("2026-01-05");
});

it.each([
  [new Date(2026, 10, 26, 9, 5), "9:05 AM"],
  [new Date(2026, 10, 25, 23, 59), "Nov 25"],
  [new Date(2025, 0, 2, 12, 0), "Jan 2, 2025"],
])("%s is said to be %s", (said, words) => {
  const now = new Date(2026, 10, 26, 18, 0);
  expect(whenSaid(ENGLISH, said.toISOString(), now).replace(/\s/g, " ")).toBe(words);
});

it.each([
  ["2026-11-23", "Gestern"],
  ["2026-11-26", "Donnerstag"],
  ["2026-12-01", "1. Dez."],
  ["2027-01-02", "2. Jan. 2027"],
])("calls %s %s in German", (due_date, text) => {
  expect(dueText(GERMAN, aTask({ due_date }), NOW)?.text).toBe(text);
});

it("heads a day in German, and gives its hours as they are said there", () => {
  expect(dayHeading(GERMAN, "2026-11-25", NOW)).toBe("Morgen · 25. Nov.");
  const task = aTask({ due_date: "2026-11-24", due_time: "17:00" });
  expect(dueText(GERMAN, task, NOW)?.text).toBe("Heute, 17:00");
});
