import { ENGLISH, GERMAN } from "../support/words";

import { fromRule, readBack, toRule, weekdayOf } from "@/lib/recurrence";

it.each([
  ["FREQ=DAILY", "every day"],
  ["FREQ=DAILY;INTERVAL=3", "every 3 days"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every workday"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday"],
  ["FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"],
  ["FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last workday"],
  ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=22", "every year on the 22nd in May"],
  ["FREQ=DAILY;COUNT=3", "every day, 3 times"],
  ["FREQ=WEEKLY;UNTIL=20261224", "every week, until Dec 24, 2026"],
  ["something else", "something else"],
])("reads %s as %s", (rule, words) => {
  expect(readBack(ENGLISH, rule)).toBe(words);
});

it.each([
  ["FREQ=DAILY", "jeden Tag"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "alle 2 Wochen am Montag und Donnerstag"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,15", "jeden Monat am 1. und 15."],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "jeden Monat am letzten Tag"],
  ["FREQ=MONTHLY;BYDAY=2TU", "jeden Monat am zweiten Dienstag"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "jeden Monat am letzten Werktag"],
  ["FREQ=WEEKLY;UNTIL=20261224", "jede Woche, bis 24.12.2026"],
])("reads %s in German as %s", (rule, words) => {
  expect(readBack(GERMAN, rule)).toBe(words);
});

it.each([
  "FREQ=DAILY",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
  "FREQ=MONTHLY;INTERVAL=6",
  "FREQ=YEARLY",
])("shows %s whole in the picker", (rule) => {
  const repetition = fromRule(rule);
  expect(repetition && toRule(repetition)).toBe(rule);
});

it.each(["FREQ=MONTHLY;BYDAY=2TU", "FREQ=DAILY;COUNT=3", "FREQ=HOURLY", "FREQ=WEEKLY;WKST=SU"])(
  "does not pretend to show %s",
  (rule) => {
    expect(fromRule(rule)).toBeNull();
  },
);

it("writes weekdays in their order, and only where a week repeats", () => {
  const weekdays = ["TH" as const, "MO" as const];
  expect(toRule({ frequency: "WEEKLY", interval: 1, weekdays })).toBe("FREQ=WEEKLY;BYDAY=MO,TH");
  expect(toRule({ frequency: "MONTHLY", interval: 1, weekdays })).toBe("FREQ=MONTHLY");
});

it("knows the day of a date", () => {
  expect(weekdayOf("2026-11-26")).toBe("TH");
  expect(weekdayOf("2026-11-29")).toBe("SU");
});
