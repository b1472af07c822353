import { aTask } from "../support/task";

import { needs, pendingOf, taskOf, withMade, type Write } from "@/lib/writes";

const CREATE: Write = {
  kind: "create",
  id: "ours",
  key: "k",
  body: { title: "Buy milk", due_date: "2026-11-27" },
  at: "2026-11-25T08:00:00Z",
};
const MADE = aTask({ id: "theirs", version: 4 });

it("shows a task that is being added as it will be", () => {
  expect(pendingOf(CREATE)).toMatchObject({
    kind: "add",
    ids: ["ours"],
    task: { id: "ours", title: "Buy milk", due_date: "2026-11-27", state: "open", tags: [] },
  });
});

it.each<[Write, object]>([
  [
    { kind: "act", id: "t", verb: "complete" },
    { kind: "done", done: true },
  ],
  [
    { kind: "act", id: "t", verb: "reopen" },
    { kind: "done", done: false },
  ],
  [{ kind: "act", id: "t", verb: "archive" }, { kind: "remove" }],
  [{ kind: "delete", id: "t" }, { kind: "remove" }],
  [
    { kind: "move", id: "t", where: { after: "a", project_id: "p" } },
    { kind: "move", after: "a", changes: { project_id: "p" } },
  ],
])("shows %j as %j", (write, look) => {
  expect(pendingOf(write)).toEqual({ ids: ["t"], ...look });
});

it.each<[Write, Write]>([
  [
    { kind: "act", id: "ours", verb: "complete" },
    { kind: "act", id: "theirs", verb: "complete" },
  ],
  [
    { kind: "delete", id: "other" },
    { kind: "delete", id: "other" },
  ],
  [
    { kind: "move", id: "ours", where: { after: null } },
    { kind: "move", id: "theirs", where: { after: null } },
  ],
  [
    { kind: "move", id: "t", where: { after: "ours", parent_id: "ours" } },
    { kind: "move", id: "t", where: { after: "theirs", parent_id: "theirs" } },
  ],
  [
    { ...CREATE, id: "part", body: { title: "Part", parent_id: "ours" } },
    { ...CREATE, id: "part", body: { title: "Part", parent_id: "theirs" } },
  ],
])("names what the server made in %j", (write, named) => {
  expect(withMade(write, "ours", MADE)).toEqual(named);
});

it("changes a task that was added here as the server made it", () => {
  const task = aTask({ id: "ours", version: 0 });
  const named = withMade({ kind: "edit", task, changes: { title: "Oat milk" } }, "ours", MADE);
  expect(named).toEqual({
    kind: "edit",
    task: { ...task, id: "theirs", version: 4 },
    changes: { title: "Oat milk" },
  });
});

it("knows which task a change is of, and which it cannot do without", () => {
  const part: Write = { ...CREATE, id: "part", body: { title: "Part", parent_id: "whole" } };
  expect(taskOf(part)).toBe("part");
  expect(["part", "whole", "other"].map((id) => needs(part, id))).toEqual([true, true, false]);
});
