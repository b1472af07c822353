import { aTask } from "../support/task";
import { ENGLISH } from "../support/words";

import {
  filterView,
  inboxView,
  projectView,
  queryOf,
  tagView,
  todayView,
  upcomingView,
} from "@/lib/views";

const NOW = new Date(2026, 10, 30, 12);

it.each([
  [inboxView(ENGLISH), { project: "inbox", parent: "none" }],
  [todayView(ENGLISH, NOW), { due_before: "2026-12-01" }],
  [upcomingView(ENGLISH, NOW), { due_after: "2026-11-30" }],
  [projectView(ENGLISH, { id: "p1", name: "Garden" }), { project: "p1", parent: "none" }],
  [tagView(ENGLISH, "home"), { tag: "home" }],
  [filterView(ENGLISH, { name: "Mine", filter: "overdue" }), { filter: "overdue" }],
])("%s asks for what it shows", (view, filter) => {
  expect(queryOf(view, "open", view.sort)).toEqual({ ...filter, state: "open", sort: view.sort });
});

it("shows what is done newest first, and of today what was done today", () => {
  expect(queryOf(inboxView(ENGLISH), "done", "manual")).toEqual({
    project: "inbox",
    state: "done",
    sort: "completed",
  });
  expect(queryOf(todayView(ENGLISH, NOW), "done", "due")).toEqual({
    filter: "completed:today",
    state: "done",
    sort: "completed",
  });
});

it("begins a task as its list says", () => {
  expect(todayView(ENGLISH, NOW).fresh).toEqual({ due_date: "2026-11-30" });
  expect(upcomingView(ENGLISH, NOW).fresh).toEqual({ due_date: "2026-12-01" });
  expect(projectView(ENGLISH, { id: "p1", name: "Garden" }).fresh).toEqual({ project_id: "p1" });
  expect(tagView(ENGLISH, "home").fresh).toEqual({ tags: ["home"] });
});

it("knows which tasks leave it when they are changed", () => {
  const keeps = (view: ReturnType<typeof inboxView>, facts: Parameters<typeof aTask>[0]) =>
    view.keeps(aTask(facts));
  expect(keeps(inboxView(ENGLISH), {})).toBe(true);
  expect(keeps(inboxView(ENGLISH), { project_id: "p1" })).toBe(false);
  expect(keeps(todayView(ENGLISH, NOW), { due_date: "2026-11-29" })).toBe(true);
  expect(keeps(todayView(ENGLISH, NOW), { due_date: "2026-12-01" })).toBe(false);
  expect(keeps(upcomingView(ENGLISH, NOW), { due_date: "2026-12-01" })).toBe(true);
  expect(keeps(upcomingView(ENGLISH, NOW), {})).toBe(false);
  expect(keeps(projectView(ENGLISH, { id: "p1", name: "" }), { project_id: "p1" })).toBe(true);
  expect(keeps(tagView(ENGLISH, "home"), { tags: ["work"] })).toBe(false);
});
