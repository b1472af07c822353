import { aTask } from "../support/task";
import { ENGLISH } from "../support/words";

import { boardColumns, mondayOf, weekColumns } from "@/lib/columns";
import { inboxView, projectView, upcomingView } from "@/lib/views";

const NOW = new Date(2026, 10, 26, 12);

it.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-26", "2026-11-23"],
  ["2026-11-29", "2026-11-23"],
  ["2027-01-01", "2026-12-28"],
])("knows that %s is in the week of Monday %s", (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});

it("has a column for each priority, which keeps what has it", () => {
  const [high, ...others] = boardColumns(ENGLISH, inboxView(ENGLISH));
  expect(others.map((column) => column.key)).toEqual(["medium", "low", "none"]);
  expect(high?.filter).toEqual({
    project: "inbox",
    parent: "none",
    state: "open",
    priority: "high",
    sort: "due",
  });
  expect(high?.changes).toEqual({ priority: "high" });
  expect(high?.keeps(aTask({ priority: "high" }))).toBe(true);
  expect(high?.keeps(aTask({ priority: "low" }))).toBe(false);
  expect(high?.keeps(aTask({ priority: "high", project_id: "p1" }))).toBe(false);
});

it("has a column for each day of a week, today among them", () => {
  const week = weekColumns(ENGLISH, upcomingView(ENGLISH, NOW), "2026-11-23", NOW);
  expect(week.map((column) => column.key)).toEqual([
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
  ]);
  expect(week.filter((column) => column.current).map((column) => column.title)).toEqual([
    "Today · Nov 26",
  ]);
  expect(week[0]?.filter).toEqual({
    state: "open",
    sort: "due",
    due_after: "2026-11-22",
    due_before: "2026-11-24",
  });
  expect(week[0]?.keeps(aTask({ due_date: "2026-11-23" }))).toBe(true);
});

it("shows of a project only what is in it", () => {
  const [monday] = weekColumns(
    ENGLISH,
    projectView(ENGLISH, { id: "p1", name: "Garden" }),
    "2026-11-23",
    NOW,
  );
  expect(monday?.filter.project).toBe("p1");
  expect(monday?.keeps(aTask({ due_date: "2026-11-23" }))).toBe(false);
});
