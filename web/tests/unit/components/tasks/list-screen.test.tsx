import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing, type Routes, type Server } from "../../support/server";
import { aTask } from "../../support/task";
import { ENGLISH } from "../../support/words";

import { ListScreen } from "@/components/tasks/list-screen";
import type { Task } from "@/lib/api-client";
import { inboxView, tagView, upcomingView } from "@/lib/views";

beforeEach(() => {
  startAt("/inbox");
});
afterEach(stopServing);

const MILK = aTask({ title: "Buy milk", tags: ["home"], version: 4 });
const URL_OF_MILK = `/api/v1/tasks/${MILK.id}`;
const EMPTY = { json: { items: [], next_cursor: null } };

function listed(routes: Routes = {}, items: Task[] = [MILK]): Promise<Server> {
  return serve({
    "GET /api/v1/tasks": { json: { items, next_cursor: null } },
    ...NOTHING_ELSE,
    ...routes,
  });
}

const inbox = (): UserEvent => show(<ListScreen view={inboxView(ENGLISH)} />).user;
const tick = () => screen.findByRole("checkbox", { name: "Done: Buy milk" });

/** An answer that waits until it is released. */
function held(): { wait: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  const wait = new Promise<void>((resolve) => (release = resolve));
  return {
    wait,
    release: () => {
      release();
    },
  };
}

it("teaches whoever has nothing to do", async () => {
  await listed({}, []);
  const user = inbox();
  expect(await screen.findByText("Nothing to do.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("Nothing is done yet.")).toBeVisible();
});

it("asks for open tasks in the person's own order, and for the newest of the done ones", async () => {
  const server = await listed();
  const user = inbox();
  await tick();
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => {
    expect(server.asked("GET /api/v1/tasks").map((one) => one.query)).toEqual([
      { project: "inbox", parent: "none", state: "open", sort: "manual", limit: "200" },
      { project: "inbox", state: "done", sort: "completed", limit: "200" },
    ]);
  });
});

it("adds a task with its details, and empties the form", async () => {
  const server = await listed({ "POST /api/v1/tasks": { status: 201, json: MILK } });
  const { user } = show(<ListScreen view={tagView(ENGLISH, "home")} />);
  const title = screen.getByRole("textbox", { name: "New task" });
  await user.type(title, "Buy milk");
  await user.selectOptions(screen.getByLabelText("Priority"), "high");
  await user.type(screen.getByLabelText("Tags"), ", #Shop");
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
  const late = held();
  const server = await listed({
    "GET /api/v1/tasks": () => late.wait.then(() => EMPTY),
    "POST /api/v1/tasks": { status: 201, json: MILK },
  });
  const user = inbox();
  const asked = (times: number) =>
    waitFor(() => {
      expect(server.asked("GET /api/v1/tasks")).toHaveLength(times);
    });
  await asked(1);
  server.answer({ "GET /api/v1/tasks": { json: { items: [MILK], next_cursor: null } } });
  await user.type(screen.getByRole("textbox", { name: "New task" }), "Buy milk{Enter}");
  await asked(2); // the page looks anew
  late.release();
  expect(await tick()).toBeVisible();
});

it("keeps what was typed when it could not be added, and sends it under the same key", async () => {
  const server = await listed({ "POST /api/v1/tasks": { status: 503, json: { detail: "Away." } } });
  const user = inbox();
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

it("ticks a task off at once, before the server has answered", async () => {
  const late = held();
  const server = await listed({
    [`POST ${URL_OF_MILK}/complete`]: () => late.wait.then(() => ({ json: MILK })),
  });
  const user = inbox();
  await user.click(await tick());
  await waitFor(async () => {
    expect(await tick()).toBeChecked();
  });
  server.answer({ "GET /api/v1/tasks": EMPTY });
  late.release();
  expect(await screen.findByText("Nothing to do.")).toBeVisible();
});

it("takes a tick back and says why when the server refuses", async () => {
  const detail = "Not today.";
  await listed({ [`POST ${URL_OF_MILK}/complete`]: { status: 409, json: { detail } } });
  const user = inbox();
  await user.click(await tick());
  expect(await screen.findByText(detail)).toBeVisible();
  expect(await tick()).not.toBeChecked();
});

const DELETED = {
  id: "c1",
  task_id: MILK.id,
  action: "delete",
  undone_at: null,
  title: "Buy milk",
};

it("deletes a task and takes that back", async () => {
  const server = await listed({
    [`DELETE ${URL_OF_MILK}`]: { status: 204 },
    "GET /api/v1/changes": { json: { items: [DELETED], next_cursor: null } },
    "POST /api/v1/changes/c1/undo": { json: { ...DELETED, action: "undo" } },
  });
  const user = inbox();
  await user.click(await screen.findByRole("button", { name: "Delete “Buy milk”" }));
  const toast = screen.getByRole("status");
  await user.click(await within(toast).findByRole("button", { name: "Undo" }));
  expect(await within(toast).findByText("Taken back: “Buy milk”.")).toBeVisible();
  expect(server.asked("POST /api/v1/changes/c1/undo")).toHaveLength(1);
});

it("never takes back what somebody else did in the meantime", async () => {
  const server = await listed({
    [`DELETE ${URL_OF_MILK}`]: { status: 204 },
    "GET /api/v1/changes": { json: { items: [{ ...DELETED, task_id: "other" }] } },
  });
  const user = inbox();
  await user.click(await screen.findByRole("button", { name: "Delete “Buy milk”" }));
  const toast = screen.getByRole("status");
  await user.click(await within(toast).findByRole("button", { name: "Undo" }));
  expect(await within(toast).findByText("There is nothing to take back.")).toBeVisible();
  expect(server.seen.some((one) => one.path.endsWith("/undo"))).toBe(false);
});

it("opens a task by putting it into the address", async () => {
  await listed();
  const user = inbox();
  await user.click(await screen.findByRole("button", { name: /^Buy milk/ }));
  expect(window.location.search).toBe(`?task=${MILK.id}`);
});

it("folds out what a task consists of", async () => {
  const parent = aTask({ title: "Party", subtasks: { open: 1, done: 1, estimate_minutes: 0 } });
  const part = aTask({ title: "Invite Ada", parent_id: parent.id });
  await listed({
    "GET /api/v1/tasks": ({ query }) => ({
      json: { items: query.parent === parent.id ? [part] : [parent], next_cursor: null },
    }),
  });
  const user = inbox();
  expect(await screen.findByText("1/2")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Subtasks of “Party”" }));
  expect(await screen.findByText("Invite Ada")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Subtasks of “Party”" }));
  expect(screen.queryByText("Invite Ada")).toBeNull();
});

it("divides what is to come by days, and fetches page after page", async () => {
  const page = (day: number, next: string | null) => ({
    json: {
      items: [aTask({ title: `On day ${day}`, due_date: `2030-01-0${day}` })],
      next_cursor: next,
    },
  });
  await listed({
    "GET /api/v1/tasks": ({ query }) => (query.cursor ? page(2, null) : page(1, "further")),
  });
  show(<ListScreen view={upcomingView(ENGLISH)} />);
  expect(await screen.findByText("On day 2")).toBeVisible();
  expect(screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent)).toEqual([
    "Tuesday, Jan 1, 2030",
    "Wednesday, Jan 2, 2030",
  ]);
});
