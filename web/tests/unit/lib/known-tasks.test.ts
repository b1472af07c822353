import { QueryClient } from "@tanstack/react-query";

import { aTask } from "../support/task";

import { knownVersion, listedTask, remember } from "@/lib/known-tasks";
import { keys } from "@/lib/query-keys";
import { showWaiting } from "@/lib/waiting-store";

it("knows the tasks that came in answers, and no others", () => {
  const client = new QueryClient();
  const [one, two] = [aTask({ version: 3 }), aTask({ version: 5 })];
  remember(client, one);
  remember(client, { batch_id: "b1", matched: 1, changed: 1, tasks: [two] });
  remember(client, undefined);
  remember(client, { id: "p1", name: "A project", version: 9 });
  expect(knownVersion(client, one.id)).toBe(3);
  expect(knownVersion(client, two.id)).toBe(5);
  expect(knownVersion(client, "p1")).toBe(-1);
});

it("shows a task as a list has it, or as it is being added", () => {
  const client = new QueryClient();
  const listed = aTask();
  client.setQueryData([...keys.tasks, {}], { pages: [{ items: [listed] }], pageParams: [] });
  client.setQueryData([...keys.tasks, "search", "milk"], [{ task: listed }]);
  const at = "2026-11-25T08:00:00Z";
  const write = { kind: "create", id: "ours", key: "k", body: { title: "Oats" }, at } as const;
  showWaiting([{ id: "w1", write, title: "Oats", refused: null }]);
  expect(listedTask(client, listed.id)).toBe(listed);
  expect(listedTask(client, "ours")).toMatchObject({ title: "Oats", state: "open" });
  expect(listedTask(client, "nobody's")).toBeUndefined();
  showWaiting([]);
});
