import { aTask } from "../support/task";
import { ENGLISH } from "../support/words";

import { rowsOf, type Row } from "@/lib/task-rows";

const NOW = new Date(2026, 10, 26, 12);
const due = (title: string, due_date: string | null) => aTask({ title, due_date });
const text = (row: Row) => (row.kind === "heading" ? `# ${row.text}` : row.task.title);

const ALL = [
  due("late", "2026-11-20"),
  due("later", "2026-11-25"),
  due("now", "2026-11-26"),
  due("next", "2026-11-27"),
  due("some day", null),
];

it("divides by days", () => {
  expect(rowsOf(ENGLISH, ALL.slice(2), "day", new Map(), NOW).map(text)).toEqual([
    "# Today · Nov 26",
    "now",
    "# Tomorrow · Nov 27",
    "next",
    "some day",
  ]);
});

it("puts all that is late under one heading", () => {
  expect(rowsOf(ENGLISH, ALL.slice(0, 3), "late", new Map(), NOW).map(text)).toEqual([
    "# Overdue",
    "late",
    "later",
    "# Today · Nov 26",
    "now",
  ]);
});

it("lists parts below what is unfolded, as deep as they are", () => {
  const [parent, other] = [aTask({ title: "parent" }), aTask({ title: "other" })];
  const part = aTask({ title: "part" });
  const unfolded = new Map([
    [parent.id, [part]],
    [part.id, [aTask({ title: "part of the part" })]],
  ]);
  const rows = rowsOf(ENGLISH, [parent, other], "none", unfolded);
  expect(rows.map((row) => row.kind === "task" && [row.task.title, row.depth])).toEqual([
    ["parent", 0],
    ["part", 1],
    ["part of the part", 2],
    ["other", 0],
  ]);
});
