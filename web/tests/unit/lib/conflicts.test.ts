import { aTask } from "../support/task";

import { contested, currentOf } from "@/lib/conflicts";
import { ProblemError } from "@/lib/problem";

const READ = aTask({ title: "Read", notes: "", tags: ["a"] });

it.each([
  ["only mine changed", { ...READ, version: 2 }, { title: "Mine" }, []],
  ["another field changed", { ...READ, notes: "theirs" }, { title: "Mine" }, []],
  ["both changed it", { ...READ, title: "Theirs" }, { title: "Mine", notes: "mine" }, ["title"]],
  ["both made it the same", { ...READ, title: "Same" }, { title: "Same" }, []],
  ["lists differ", { ...READ, tags: ["b"] }, { tags: ["a", "c"] }, ["tags"]],
])("%s", (_, current, changes, fields) => {
  expect(contested(READ, current, changes)).toEqual(fields);
});

it("knows the current version only of what was refused as stale", () => {
  expect(currentOf(new ProblemError(412, "Stale.", { current: READ }))).toBe(READ);
  expect(currentOf(new ProblemError(409, "No.", { current: READ }))).toBeNull();
  expect(currentOf(new Error("broken"))).toBeNull();
});
