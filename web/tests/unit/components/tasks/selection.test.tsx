import { fireEvent, screen, waitFor, within } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { serve, stopServing, type Routes, type Server } from "../../support/server";
import { aTask } from "../../support/task";
import { ENGLISH } from "../../support/words";

import { ListScreen } from "@/components/tasks/list-screen";
import { inboxView } from "@/lib/views";

beforeEach(() => {
  startAt("/inbox");
});
afterEach(stopServing);

const TASKS = ["One", "Two", "Three"].map((title) => aTask({ title }));
const [ONE, TWO, THREE] = TASKS.map((task) => task.id);

async function shown(routes: Routes = {}): Promise<Server> {
  const server = await serve({
    "GET /api/v1/tasks": { json: { items: TASKS, next_cursor: null } },
    "GET /api/v1/tags": { json: { items: [] } },
    "GET /api/v1/projects": { json: { items: [] } },
    "POST /api/v1/bulk": { json: { batch_id: "b1", matched: 2, changed: 2, tasks: [] } },
    ...routes,
  });
  show(<ListScreen view={inboxView(ENGLISH)} />);
  await screen.findByText("Three");
  return server;
}

const row = (title: string) => screen.getByRole("button", { name: title });
const bar = () => screen.getByRole("toolbar", { name: "Selected tasks" });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

async function focused(title: string): Promise<void> {
  await waitFor(() => {
    expect(row(title)).toHaveFocus();
  });
}

it("moves from row to row, selects, and completes all that is selected", async () => {
  const server = await shown();
  press("j");
  await focused("One");
  press("x");
  press("j");
  await focused("Two");
  press("x");
  expect(bar()).toHaveTextContent("2 selected");
  fireEvent.click(within(bar()).getByRole("button", { name: "Complete" }));
  expect(await screen.findByText("Completed 2 tasks.")).toBeVisible();
  expect(server.asked("POST /api/v1/bulk")[0]?.body).toEqual({
    action: "complete",
    ids: [ONE, TWO],
    dry_run: false,
  });
  expect(screen.queryByRole("toolbar")).toBeNull();
});

it("selects a range with Shift, and none with Escape", async () => {
  const server = await shown();
  fireEvent.click(row("Two"), { ctrlKey: true });
  press("Escape");
  expect(screen.queryByRole("toolbar")).toBeNull();
  fireEvent.click(row("One"), { ctrlKey: true });
  fireEvent.click(row("Three"), { shiftKey: true });
  expect(bar()).toHaveTextContent("3 selected");
  fireEvent.click(within(bar()).getByRole("button", { name: "Delete" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/bulk")[0]?.body).toMatchObject({
      action: "delete",
      ids: [ONE, TWO, THREE],
    });
  });
});

it("takes all of it back with one undo", async () => {
  const change = { id: "c9", task_id: ONE, batch_id: "b1", action: "delete", undone_at: null };
  const server = await shown({
    "GET /api/v1/changes": { json: { items: [{ ...change, id: "c0", batch_id: null }, change] } },
    "POST /api/v1/changes/c9/undo": { json: { ...change, title: "One" } },
  });
  fireEvent.click(row("One"), { ctrlKey: true });
  fireEvent.click(within(bar()).getByRole("button", { name: "Delete" }));
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/changes/c9/undo")).toHaveLength(1);
  });
});

it("puts tags on all that is selected", async () => {
  const server = await shown();
  fireEvent.click(row("One"), { ctrlKey: true });
  fireEvent.click(within(bar()).getByRole("button", { name: "Tags" }));
  const dialog = await screen.findByRole("dialog", { name: "Tags of the selected tasks" });
  fireEvent.change(within(dialog).getByLabelText("Tags"), { target: { value: "#Home shop" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Add" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/bulk")[0]?.body).toMatchObject({
      action: "update",
      add_tags: ["home", "shop"],
      ids: [ONE],
    });
  });
});

it("leaves keys alone while one types, and all of them when they are switched off", async () => {
  await shown();
  const box = screen.getByRole("textbox", { name: "New task" });
  box.focus();
  press("j");
  expect(box).toHaveFocus();
  box.blur();
  document.cookie = "todo_keys=off; path=/";
  press("j");
  document.cookie = "todo_keys=; max-age=0; path=/";
  press("k");
  await focused("Three");
});
