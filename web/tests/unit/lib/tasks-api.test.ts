import { serve, stopServing } from "../support/server";
import { aTask } from "../support/task";

import { ProblemError } from "@/lib/problem";
import {
  createTask,
  deleteTask,
  fetchTags,
  fetchTasks,
  newestChange,
  setDone,
  undoChange,
  updateTask,
} from "@/lib/tasks-api";

afterEach(stopServing);

const TASK = aTask({ version: 3 });
const URL_OF_TASK = `/api/v1/tasks/${TASK.id}`;

it("asks for what the filter says, one large page of it", async () => {
  const server = await serve({
    "GET /api/v1/tasks": { json: { items: [TASK], next_cursor: null } },
  });
  await expect(fetchTasks({ state: "open", tag: "home", q: "milk" })).resolves.toEqual([TASK]);
  expect(server.seen[0]?.query).toEqual({ state: "open", tag: "home", q: "milk", limit: "200" });
});

it("lists the names of the tags", async () => {
  const items = [{ name: "home", open_count: 2 }];
  await serve({ "GET /api/v1/tags": { json: { items } } });
  await expect(fetchTags()).resolves.toEqual(["home"]);
});

it("adds a task under a key, so that sending it again adds nothing", async () => {
  const server = await serve({ "POST /api/v1/tasks": { status: 201, json: TASK } });
  await createTask({ title: "Buy milk" }, "key-1");
  expect(server.seen[0]).toMatchObject({
    body: { title: "Buy milk" },
    headers: { "idempotency-key": "key-1" },
  });
});

it("changes only the version that was read", async () => {
  const server = await serve({ [`PATCH ${URL_OF_TASK}`]: { json: TASK } });
  await updateTask(TASK, { due_date: null });
  expect(server.seen[0]).toMatchObject({
    body: { due_date: null },
    headers: { "if-match": '"3"' },
  });
});

it("says why a change was refused", async () => {
  const detail = "The task was changed in the meantime.";
  await serve({ [`PATCH ${URL_OF_TASK}`]: { status: 412, json: { status: 412, detail } } });
  await expect(updateTask(TASK, { title: "x" })).rejects.toThrow(new ProblemError(412, detail));
});

it.each([
  [true, "complete"],
  [false, "reopen"],
])("done = %s asks to %s", async (done, verb) => {
  const server = await serve({ [`POST ${URL_OF_TASK}/${verb}`]: { json: TASK } });
  await expect(setDone(TASK, done)).resolves.toEqual(TASK);
  expect(server.seen).toHaveLength(1);
});

it("deletes a task", async () => {
  const server = await serve({ [`DELETE ${URL_OF_TASK}`]: { status: 204 } });
  await deleteTask(TASK);
  expect(server.asked(`DELETE ${URL_OF_TASK}`)).toHaveLength(1);
});

it("takes the newest change back", async () => {
  const change = { id: "c1", action: "delete" };
  const server = await serve({
    "GET /api/v1/changes": { json: { items: [change], next_cursor: null } },
    "POST /api/v1/changes/c1/undo": { json: { id: "c2", action: "undo" } },
  });
  await expect(newestChange()).resolves.toEqual(change);
  await expect(undoChange("c1")).resolves.toMatchObject({ action: "undo" });
  expect(server.seen[0]?.query).toEqual({ limit: "1" });
});
