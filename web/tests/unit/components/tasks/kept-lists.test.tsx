import { screen } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing, type Reply } from "../../support/server";
import { aTask } from "../../support/task";

import { FilterScreen } from "@/components/tasks/filter-screen";
import { ProjectScreen } from "@/components/tasks/project-screen";

beforeEach(() => {
  startAt("/");
});
afterEach(stopServing);

const LISTS = [
  {
    what: "project",
    route: "GET /api/v1/projects",
    found: { id: "x", name: "Garden", color: "green", open_count: 1 },
    query: { project: "x", parent: "none", sort: "manual" },
    Screen: ProjectScreen,
    gone: "There is no such project.",
  },
  {
    what: "filter",
    route: "GET /api/v1/filters",
    found: { id: "x", name: "Garden", filter: "#garden", color: "grey", version: 1 },
    query: { filter: "#garden", sort: "due" },
    Screen: FilterScreen,
    gone: "There is no such filter.",
  },
];

describe.each(LISTS)("a $what", ({ route, found, query, Screen, gone }) => {
  const shown = async (answer: Reply) => {
    const server = await serve({
      ...NOTHING_ELSE,
      "GET /api/v1/tasks": { json: { items: [aTask({ title: "Weed" })], next_cursor: null } },
      [route]: answer,
    });
    return { server, ...show(<Screen id="x" />) };
  };

  it("shows its tasks below its name", async () => {
    const { server } = await shown({ json: { items: [found], next_cursor: null } });
    expect(await screen.findByRole("heading", { level: 1, name: "Garden" })).toBeVisible();
    expect(await screen.findByText("Weed")).toBeVisible();
    expect(server.asked("GET /api/v1/tasks")[0]?.query).toMatchObject(query);
  });

  it("leads back from one that is gone", async () => {
    await shown({ json: { items: [], next_cursor: null } });
    expect(await screen.findByRole("heading", { name: gone })).toBeVisible();
    expect(screen.getByRole("link", { name: "To the inbox" })).toHaveAttribute("href", "/inbox");
  });

  it("says why it is not known, and asks anew", async () => {
    const { server, user } = await shown({ status: 422, json: { detail: "Not now." } });
    expect(await screen.findByRole("alert")).toHaveTextContent("Not now.");
    server.answer({ [route]: { json: { items: [found], next_cursor: null } } });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Garden" })).toBeVisible();
  });
});
