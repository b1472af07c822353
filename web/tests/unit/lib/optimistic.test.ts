import { aTask } from "../support/task";

import { applyPending, entering, withPending, type Pending } from "@/lib/optimistic";

const ALL = [aTask({ title: "One" }), aTask({ title: "Two" }), aTask({ title: "Three" })];
const [ONE, TWO, THREE] = ALL.map((task) => task.id) as [string, string, string];
const always = () => true;

function titles(
  pending: Pending[],
  keeps: (task: { project_id?: string | null }) => boolean = always,
) {
  return withPending(ALL, pending, keeps).map((task) => task.title);
}

it("leaves a list alone when nothing is under way", () => {
  expect(withPending(ALL, [], () => false)).toBe(ALL);
});

it("shows a tick at once, and the task until the server has said so", () => {
  const [first] = withPending(ALL, [{ kind: "done", ids: [ONE], done: true }], always);
  expect(first).toMatchObject({ title: "One", state: "done" });
});

it("takes out what is deleted, and what no longer belongs into the list", () => {
  expect(titles([{ kind: "remove", ids: [ONE] }])).toEqual(["Two", "Three"]);
  const moved: Pending = { kind: "edit", ids: [TWO], changes: { project_id: "p1" } };
  expect(titles([moved], (task) => !task.project_id)).toEqual(["One", "Three"]);
});

it("shows cleared fields as a task has them", () => {
  const task = aTask({
    notes: "x",
    tags: ["a"],
    due_date: "2026-11-26",
    due_at: "2026-11-26T08:00:00Z",
  });
  const changes = { notes: null, tags: null, priority: null, reminders: null, due_date: null };
  expect(applyPending(task, [{ kind: "edit", ids: [task.id], changes }])).toMatchObject({
    notes: "",
    tags: [],
    priority: "none",
    reminders: [],
    due_date: null,
    due_at: null,
    title: task.title,
  });
});

it("applies changes in the order in which they were made", () => {
  const edit = (title: string): Pending => ({ kind: "edit", ids: [ONE], changes: { title } });
  expect(titles([edit("1"), edit("2")])).toEqual(["2", "Two", "Three"]);
});

it.each([
  [null, ["Three", "One", "Two"]],
  [ONE, ["One", "Three", "Two"]],
  ["not in this list", ["One", "Two", "Three"]],
])("moves a task behind %s", (after, expected) => {
  expect(titles([{ kind: "move", ids: [THREE], after, changes: {} }])).toEqual(expected);
});

it("shows what comes into a list by a change, once", () => {
  const task = aTask({ title: "New here", priority: "low" });
  const edit: Pending = { kind: "edit", ids: [task.id], changes: { priority: "high" }, task };
  const high = ({ priority }: { priority: string }) => priority === "high";
  expect(entering(ALL, [edit], high)).toEqual([{ ...task, priority: "high" }]);
  expect(entering([...ALL, task], [edit], high)).toEqual([]);
  expect(entering(ALL, [edit], () => false)).toEqual([]);
});

it("brings a task that is being added in once, as it will be, and not beside what the server made", () => {
  const task = aTask({ title: "New" });
  const add: Pending = { kind: "add", ids: [task.id], task };
  const edit: Pending = { kind: "edit", ids: [task.id], changes: { title: "Newer" }, task };
  expect(entering(ALL, [add, edit], always).map(({ title }) => title)).toEqual(["Newer"]);
  expect(entering(ALL, [{ ...add, made: ONE }], always)).toEqual([]);
});
