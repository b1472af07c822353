import { fireEvent, screen, waitFor } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing } from "../../support/server";
import { aTask } from "../../support/task";

import { Commands } from "@/components/commands/commands";

const MILK = aTask({ title: "Buy milk" });

beforeAll(() => {
  // The palette keeps its choice in sight, which jsdom has no layout for.
  Element.prototype.scrollIntoView = () => undefined;
});
beforeEach(() => {
  startAt("/inbox");
});
afterEach(stopServing);

async function palette() {
  const server = await serve({
    ...NOTHING_ELSE,
    "GET /api/v1/projects": {
      json: {
        items: [{ id: "p1", name: "Garden", color: "green", version: 1 }],
        next_cursor: null,
      },
    },
    "GET /api/v1/filters": { json: { items: [], next_cursor: null } },
    "GET /api/v1/search": {
      json: { items: [{ task: MILK, highlights: [], how: "words" }], next_cursor: null },
    },
    "POST /api/v1/tasks": { status: 201, json: MILK },
  });
  const { user } = show(<Commands />);
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText(/^Go to a list/);
  return { server, user, box };
}

it("goes to a list by a few of its letters", async () => {
  const { user, box } = await palette();
  await user.type(box, "upcom");
  await user.click(await screen.findByRole("option", { name: "Upcoming" }));
  expect(window.location.pathname).toBe("/upcoming");
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("goes to a project", async () => {
  const { user } = await palette();
  await user.click(await screen.findByRole("option", { name: "Garden" }));
  expect(window.location.pathname).toBe("/projects/p1");
});

it("opens a task that the words find", async () => {
  const { user, box } = await palette();
  await user.type(box, "milk");
  await user.click(await screen.findByRole("option", { name: "Buy milk" }));
  expect(window.location.search).toBe(`?task=${MILK.id}`);
});

it("adds the words as a task", async () => {
  const { server, user, box } = await palette();
  await user.type(box, "milk");
  await user.click(await screen.findByRole("option", { name: "Add “milk”" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/tasks")[0]?.body).toMatchObject({ title: "milk" });
  });
});

it("changes the theme", async () => {
  const { user } = await palette();
  await user.click(await screen.findByRole("option", { name: "Dark theme" }));
  expect(document.documentElement.dataset.theme).toBe("dark");
});

it("lists the shortcuts, and goes away with Escape", async () => {
  const { user } = await palette();
  await user.click(await screen.findByRole("option", { name: "Keyboard shortcuts" }));
  expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

it("goes to lists with two keys", async () => {
  await palette();
  fireEvent.keyDown(document.body, { key: "Escape" });
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "t" });
  expect(window.location.pathname).toBe("/today");
});
