import { screen, waitFor, within } from "@testing-library/react";

import { until } from "../../support/backend";
import { show } from "../../support/render";
import { serve, stopServing, type Routes, type Server } from "../../support/server";
import { aTask } from "../../support/task";

import { TaskPane } from "@/components/tasks/task-pane";

afterEach(stopServing);

const MILK = aTask({ title: "Buy milk", tags: ["home"], version: 4 });
const URL_OF_MILK = `/api/v1/tasks/${MILK.id}`;

function listed(routes: Routes = {}, items = [MILK]): Promise<Server> {
  return serve({
    "GET /api/v1/tasks": { json: { items, next_cursor: null } },
    "GET /api/v1/tags": { json: { items: [{ name: "home", open_count: 1 }], next_cursor: null } },
    ...routes,
  });
}

it("teaches whoever has nothing to do", async () => {
  await listed({}, []);
  const { user } = show(<TaskPane />);
  expect(await screen.findByText("Nothing to do.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Overdue" }));
  expect(await screen.findByText("Nothing here.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(await screen.findByText("Nothing to do.")).toBeVisible();
});

it("adds a task with its details, and empties the form", async () => {
  const server = await listed({ "POST /api/v1/tasks": { status: 201, json: MILK } });
  const { user } = show(<TaskPane />);
  const title = screen.getByRole("textbox", { name: "New task" });
  await user.type(title, "Buy milk");
  await user.selectOptions(screen.getByLabelText("Priority"), "high");
  await user.type(screen.getByLabelText("Tags"), "#Home, shop");
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() => {
    expect(title).toHaveValue("");
  });
  expect(server.asked("POST /api/v1/tasks")[0]?.body).toEqual({
    title: "Buy milk",
    due_date: null,
    due_time: null,
    priority: "high",
    tags: ["home", "shop"],
  });
});

it("shows a new task even when the list that was asked for before it comes after it", async () => {
  let release = (): void => undefined;
  const late = new Promise<void>((resolve) => (release = resolve));
  const old = { json: { items: [], next_cursor: null } };
  const server = await listed({
    "GET /api/v1/tasks": () => late.then(() => old),
    "POST /api/v1/tasks": { status: 201, json: MILK },
  });
  const { user } = show(<TaskPane />);
  await until(() => server.asked("GET /api/v1/tasks").length === 1);
  server.answer({ "GET /api/v1/tasks": { json: { items: [MILK], next_cursor: null } } });
  await user.type(screen.getByRole("textbox", { name: "New task" }), "Buy milk{Enter}");
  await until(() => server.asked("GET /api/v1/tags").length === 2); // the page looks anew
  release();
  expect(await screen.findByRole("checkbox", { name: "Done: Buy milk" })).toBeVisible();
});

it("keeps what was typed when it could not be added, and sends it under the same key", async () => {
  const server = await listed({ "POST /api/v1/tasks": { status: 503, json: { detail: "Away." } } });
  const { user } = show(<TaskPane />);
  const title = screen.getByRole("textbox", { name: "New task" });
  await user.type(title, "Buy milk{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("Away.");
  expect(title).toHaveValue("Buy milk");
  server.answer({ "POST /api/v1/tasks": { status: 201, json: MILK } });
  await user.type(title, "{Enter}");
  await waitFor(() => {
    expect(title).toHaveValue("");
  });
  const keys = server.asked("POST /api/v1/tasks").map((one) => one.headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(1);
});

it("ticks a task off", async () => {
  const server = await listed({ [`POST ${URL_OF_MILK}/complete`]: { json: MILK } });
  const { user } = show(<TaskPane />);
  await user.click(await screen.findByRole("checkbox", { name: "Done: Buy milk" }));
  await waitFor(() => {
    expect(server.asked(`POST ${URL_OF_MILK}/complete`)).toHaveLength(1);
  });
  await waitFor(() => {
    expect(server.asked("GET /api/v1/tasks")).toHaveLength(2);
  });
});

const DELETED = { id: "c1", task_id: MILK.id, action: "delete" };

it("deletes a task and offers to take that back", async () => {
  const server = await listed({
    [`DELETE ${URL_OF_MILK}`]: { status: 204 },
    "GET /api/v1/changes": { json: { items: [DELETED], next_cursor: null } },
    "POST /api/v1/changes/c1/undo": { json: { ...DELETED, action: "undo" } },
  });
  const { user } = show(<TaskPane />);
  await user.click(await screen.findByRole("button", { name: "Delete “Buy milk”" }));
  const toast = screen.getByRole("status");
  await user.click(await within(toast).findByRole("button", { name: "Undo" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/changes/c1/undo")).toHaveLength(1);
  });
});

it("never offers to take back what somebody else did in the meantime", async () => {
  await listed({
    [`DELETE ${URL_OF_MILK}`]: { status: 204 },
    "GET /api/v1/changes": { json: { items: [{ ...DELETED, task_id: "other" }] } },
  });
  const { user } = show(<TaskPane />);
  await user.click(await screen.findByRole("button", { name: "Delete “Buy milk”" }));
  const toast = screen.getByRole("status");
  expect(await within(toast).findByText("Deleted “Buy milk”.")).toBeVisible();
  expect(within(toast).queryByRole("button", { name: "Undo" })).toBeNull();
});

it("edits a task as it was read, and says when it changed meanwhile", async () => {
  const server = await listed({ [`PATCH ${URL_OF_MILK}`]: { status: 412, json: { detail: "x" } } });
  const { user } = show(<TaskPane />);
  await user.click(await screen.findByRole("button", { name: "Edit “Buy milk”" }));
  const dialog = screen.getByRole("dialog", { name: "Edit task" });
  await user.type(within(dialog).getByLabelText("Title"), " and tea");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("changed elsewhere");
  expect(server.asked(`PATCH ${URL_OF_MILK}`)[0]).toMatchObject({
    headers: { "if-match": '"4"' },
    body: { title: "Buy milk and tea" },
  });
  server.answer({ [`PATCH ${URL_OF_MILK}`]: { json: MILK } });
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
});

it("asks for one tag, and for words", async () => {
  const server = await listed();
  const { user } = show(<TaskPane />);
  await user.click(await screen.findByRole("button", { name: "#home" }));
  await user.type(screen.getByRole("searchbox", { name: "Search tasks" }), "milk");
  await waitFor(() => {
    expect(server.asked("GET /api/v1/tasks").at(-1)?.query).toEqual({
      state: "open",
      tag: "home",
      q: "milk",
      limit: "200",
    });
  });
});
