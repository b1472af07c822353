import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { serve, stopServing, type Routes, type Server } from "../../support/server";
import { aTask } from "../../support/task";

import { ConflictProvider } from "@/components/detail/conflict-provider";
import { TaskPanel } from "@/components/detail/task-panel";

const TASK = aTask({
  title: "Buy milk",
  notes: "From the **farm**",
  due_date: "2026-11-30",
  tags: ["home"],
  version: 4,
});
const URL_OF_TASK = `/api/v1/tasks/${TASK.id}`;
const PATCH = `PATCH ${URL_OF_TASK}`;
const EMPTY = { json: { items: [], next_cursor: null } };

beforeEach(() => {
  startAt(`/inbox?task=${TASK.id}`);
});
afterEach(stopServing);

async function opened(routes: Routes = {}): Promise<{ server: Server; user: UserEvent }> {
  const server = await serve({
    [`GET ${URL_OF_TASK}`]: { json: TASK },
    [PATCH]: { json: { ...TASK, version: 5 } },
    "GET /api/v1/tasks": EMPTY,
    "GET /api/v1/tags": EMPTY,
    "GET /api/v1/projects": EMPTY,
    ...routes,
  });
  const { user } = show(
    <ConflictProvider>
      <TaskPanel id={TASK.id} />
    </ConflictProvider>,
  );
  await screen.findByRole("textbox", { name: "Title" });
  return { server, user };
}

async function rename(user: UserEvent, title: string): Promise<void> {
  const field = screen.getByRole("textbox", { name: "Title" });
  await user.clear(field);
  await user.type(field, `${title}{Enter}`);
}

const sent = (server: Server) =>
  waitFor(() => {
    const [first] = server.asked(PATCH);
    expect(first).toBeDefined();
    return first;
  });

it("saves a title against the version that was read", async () => {
  const { server, user } = await opened();
  await rename(user, "Buy oat milk");
  await sent(server);
  expect(server.asked(PATCH)[0]).toMatchObject({
    headers: { "if-match": '"4"' },
    body: { title: "Buy oat milk" },
  });
  expect(await screen.findByText("Changed “Buy oat milk”.")).toBeVisible();
});

it("leaves a title as it was on Escape, and sends nothing that was not changed", async () => {
  const { server, user } = await opened();
  const field = screen.getByRole("textbox", { name: "Title" });
  await user.type(field, " and tea{Escape}");
  expect(field).toHaveValue("Buy milk");
  await user.tab();
  expect(server.asked(PATCH)).toHaveLength(0);
});

it("joins a change with one of other fields that was made elsewhere", async () => {
  const current = { ...TASK, notes: "From elsewhere", version: 7 };
  const { server, user } = await opened({
    [PATCH]: ({ headers }) =>
      headers["if-match"] === '"7"'
        ? { json: { ...current, title: "Mine", version: 8 } }
        : { status: 412, json: { detail: "Changed.", current } },
  });
  await rename(user, "Mine");
  expect(await screen.findByText("Changed “Mine”.")).toBeVisible();
  expect(server.asked(PATCH).map((one) => one.headers["if-match"])).toEqual(['"4"', '"7"']);
});

it("shows both versions of what two people changed, and lets one choose", async () => {
  const current = { ...TASK, title: "Theirs", version: 7 };
  const { server, user } = await opened({
    [PATCH]: { status: 412, json: { detail: "Changed.", current } },
  });
  await rename(user, "Mine");
  const dialog = await screen.findByRole("dialog", { name: /changed in two places/ });
  expect(within(dialog).getByRole("region", { name: "Yours" })).toHaveTextContent("Mine");
  expect(within(dialog).getByRole("region", { name: "Theirs" })).toHaveTextContent("Theirs");
  server.answer({ [PATCH]: { json: { ...current, title: "Mine", version: 8 } } });
  await user.click(within(dialog).getByRole("button", { name: "Use mine" }));
  await waitFor(() => {
    expect(server.asked(PATCH).at(-1)?.headers["if-match"]).toBe('"7"');
  });
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("shows notes as they are meant, and saves them as they are written", async () => {
  const { server, user } = await opened();
  expect(screen.getByText("farm").tagName).toBe("STRONG");
  await user.click(screen.getByRole("button", { name: "Edit notes" }));
  await user.type(screen.getByRole("textbox", { name: "Notes" }), "!");
  await user.click(screen.getByRole("button", { name: "Save notes" }));
  await sent(server);
  expect(server.asked(PATCH)[0]?.body).toEqual({ notes: "From the **farm**!" });
});

it("chooses how it repeats, and reads it back", async () => {
  const rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
  const { server, user } = await opened();
  server.answer({ [`GET ${URL_OF_TASK}`]: { json: { ...TASK, recurrence: rule, version: 5 } } });
  await user.selectOptions(screen.getByLabelText("Repeats"), "Every workday");
  expect(await screen.findByText("Repeats every workday.")).toBeVisible();
  await sent(server); // what is read back shows before the server has heard of it
  expect(server.asked(PATCH)[0]?.body).toEqual({ recurrence: rule, due_date: "2026-11-30" });
});

it("takes tags off and puts others on", async () => {
  const { server, user } = await opened();
  await user.type(screen.getByLabelText("Tags"), "#Shop{Enter}");
  await sent(server);
  expect(server.asked(PATCH)[0]?.body).toEqual({ tags: ["home", "shop"] });
});

it("adds a subtask", async () => {
  const part = aTask({ title: "Take a bottle", parent_id: TASK.id });
  const { server, user } = await opened({ "POST /api/v1/tasks": { status: 201, json: part } });
  await user.type(screen.getByRole("textbox", { name: "New subtask" }), "Take a bottle{Enter}");
  await waitFor(() => {
    expect(server.asked("POST /api/v1/tasks")[0]?.body).toEqual({
      title: "Take a bottle",
      parent_id: TASK.id,
    });
  });
});

it("tells what was done to it", async () => {
  const before = { ...TASK, priority: "high" };
  const change = {
    id: "c1",
    task_id: TASK.id,
    action: "update",
    actor: "assistant",
    title: TASK.title,
    before,
    after: TASK,
    created_at: "2026-11-24T08:00:00Z",
    undone_at: null,
  };
  const items = [change, { ...change, id: "c2", task_id: "other", action: "delete" }];
  const { user } = await opened({ "GET /api/v1/changes": { json: { items, next_cursor: null } } });
  await user.click(screen.getByRole("button", { name: "History" }));
  expect(await screen.findByText("Changed by the assistant")).toBeVisible();
  expect(screen.getByText("Priority: High → None")).toBeVisible();
  expect(screen.queryByText(/^Deleted/)).toBeNull();
});

it("closes with Escape", async () => {
  const { user } = await opened();
  await user.keyboard("{Escape}");
  expect(window.location.search).toBe("");
});
