import { serve, stopServing } from "../support/server";
import { aTask } from "../support/task";

import { ProblemError } from "@/lib/problem";
import {
  actOnTask,
  changeTasks,
  createTask,
  deleteTask,
  fetchTags,
  fetchTasks,
  moveTask,
  updateTask,
} from "@/lib/tasks-api";

afterEach(stopServing);

const TASK = aTask({ version: 3 });
const URL_OF_TASK = `/api/v1/tasks/${TASK.id}`;

it("asks for what the filter says, page by page", async () => {
  const server = await serve({
    "GET /api/v1/tasks": { json: { items: [TASK], next_cursor: "next" } },
  });
  const filter = { state: "open", tag: "home" } as const;
  await expect(fetchTasks(filter)).resolves.toEqual({ items: [TASK], next_cursor: "next" });
  await fetchTasks(filter, "next");
  expect(server.seen.map((one) => one.query)).toEqual([
    { state: "open", tag: "home", limit: "200" },
    { state: "open", tag: "home", limit: "200", cursor: "next" },
  ]);
});

it("lists the tags", async () => {
  const items = [{ name: "home", open_count: 2 }];
  await serve({ "GET /api/v1/tags": { json: { items } } });
  await expect(fetchTags()).resolves.toEqual(items);
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

it.each(["complete", "reopen", "archive", "unarchive", "restore"] as const)(
  "asks to %s",
  async (verb) => {
    await serve({ [`POST ${URL_OF_TASK}/${verb}`]: { json: TASK } });
    await expect(actOnTask(TASK.id, verb)).resolves.toEqual(TASK);
  },
);

it("deletes a task", async () => {
  const server = await serve({ [`DELETE ${URL_OF_TASK}`]: { status: 204 } });
  await deleteTask(TASK.id);
  expect(server.asked(`DELETE ${URL_OF_TASK}`)).toHaveLength(1);
});

it("puts a task behind another one", async () => {
  const server = await serve({ [`POST ${URL_OF_TASK}/move`]: { json: TASK } });
  await moveTask(TASK.id, { after: "neighbour" });
  expect(server.seen[0]?.body).toEqual({ after: "neighbour" });
});

it("changes many tasks in one request", async () => {
  const result = { batch_id: "b1", matched: 1, changed: 1, tasks: [TASK] };
  const server = await serve({ "POST /api/v1/bulk": { json: result } });
  const body = { action: "complete", ids: [TASK.id], dry_run: false } as const;
  await expect(changeTasks({ ...body, ids: [TASK.id] })).resolves.toEqual(result);
  expect(server.seen[0]?.body).toEqual(body);
});
