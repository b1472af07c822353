import { QueryClient } from "@tanstack/react-query";

import { aTask } from "../support/task";

import { knownVersion, remember } from "@/lib/known-tasks";

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
