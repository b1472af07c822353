import { ENGLISH } from "../support/words";

import { addDays } from "@/lib/dates";
import { barsOf, periodOf, topOf, total } from "@/lib/statistics";

const NOON = new Date(2026, 2, 10, 12);

function days(count: number, completed = 1) {
  return Array.from({ length: count }, (_, index) => ({
    day: addDays("2026-01-01", index),
    created: 2,
    completed,
  }));
}

it("ends a period today, today included", () => {
  expect(periodOf(28, NOON)).toEqual({ first: "2026-02-11", last: "2026-03-10" });
});

it("draws a month day by day", () => {
  const bars = barsOf(ENGLISH, days(28));
  expect(bars).toHaveLength(28);
  expect(bars[0]).toMatchObject({ label: "Jan 1", completed: 1 });
});

it("draws more as whole weeks that end today; none of the days is lost", () => {
  const bars = barsOf(ENGLISH, days(45));
  expect(bars.at(-1)?.label).toBe("Week from Feb 8");
  expect(bars.map(({ completed }) => completed)).toEqual([3, 7, 7, 7, 7, 7, 7]);
});

it("adds up", () => {
  expect(total(days(3), "created")).toBe(6);
  expect(total([], "completed")).toBe(0);
});

it.each([
  [[0], 1],
  [[3], 5],
  [[10], 10],
  [[11, 4], 20],
  [[501], 1000],
])("puts a round number above %j: %d", (values, top) => {
  expect(topOf(values)).toBe(top);
});
