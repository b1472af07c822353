import { act, screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing, type Server } from "../../support/server";
import { aTask } from "../../support/task";

import { TaskMenu } from "@/components/tasks/task-menu";

afterEach(stopServing);

const TASK = aTask({ title: "Buy milk", notes: "Two litres", tags: ["shop"], version: 4 });
const HOME = { id: "home", name: "Home", color: "green", open_count: 1 };
const PATH = `/api/v1/tasks/${TASK.id}`;

async function opened() {
  const server = await serve({
    ...NOTHING_ELSE,
    "GET /api/v1/projects": { json: { items: [HOME], next_cursor: null } },
    [`POST ${PATH}/duplicate`]: { status: 201, json: aTask({ title: "Buy milk" }) },
    [`PATCH ${PATH}`]: { json: { ...TASK, version: 5 } },
    [`POST ${PATH}/archive`]: { json: TASK },
    [`DELETE ${PATH}`]: { status: 204 },
  });
  const gone = jest.fn();
  const { user } = show(<TaskMenu task={TASK} onGone={gone} />);
  await user.click(screen.getByRole("button", { name: "More for “Buy milk”" }));
  await screen.findByRole("menu");
  const choose = async (name: string) => {
    await user.click(await screen.findByRole("menuitem", { name }));
  };
  return { server, user, choose, gone };
}

const asked = (server: Server, route: string) =>
  waitFor(() => {
    const [first] = server.asked(route);
    if (!first) throw new Error(`Nobody asked for ${route}.`);
    return first;
  });

it("moves a task to a project, out of the task that it was part of", async () => {
  const { server, user, choose, gone } = await opened();
  act(() => {
    screen.getByRole("menuitem", { name: "Move to" }).focus();
  });
  await user.keyboard("{ArrowRight}");
  await choose("Home");
  const { body, headers } = await asked(server, `PATCH ${PATH}`);
  expect(body).toEqual({ project_id: "home", parent_id: null });
  expect(headers["if-match"]).toBe('"4"');
  expect(await screen.findByText("Moved “Buy milk” to “Home”.")).toBeVisible();
  expect(gone).not.toHaveBeenCalled();
});

it("makes another task like this one", async () => {
  const { server, choose } = await opened();
  await choose("Duplicate");
  const { headers } = await asked(server, `POST ${PATH}/duplicate`);
  expect(headers["idempotency-key"]).toBeTruthy();
  expect(await screen.findByText("Copied “Buy milk”.")).toBeVisible();
});

it.each([
  ["Archive", `POST ${PATH}/archive`],
  ["Delete", `DELETE ${PATH}`],
])("tells when %s takes the task out of sight", async (name, route) => {
  const { server, choose, gone } = await opened();
  await choose(name);
  await asked(server, route);
  expect(gone).toHaveBeenCalledTimes(1);
});
