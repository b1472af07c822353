import { screen } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";
import { aTask } from "../../support/task";

import { SearchScreen } from "@/components/tasks/search-screen";

beforeEach(() => {
  startAt("/search");
});
afterEach(stopServing);

const TOMATOES = aTask({ title: "Water the tomatoes" });

it("finds as one types, marks what it found, and keeps the words in the address", async () => {
  const found = { task: TOMATOES, highlights: [[10, 18]], how: "similar" };
  await serve({ "GET /api/v1/search": { json: { items: [found], next_cursor: null } } });
  const { user } = show(<SearchScreen />);
  await user.type(screen.getByRole("searchbox", { name: "Search tasks" }), "tomatos");
  expect((await screen.findByText("tomatoes")).tagName).toBe("MARK");
  expect(screen.getByText(/similar words/)).toBeVisible();
  expect(window.location.search).toBe("?q=tomatos");
  await user.click(screen.getByRole("button", { name: /^Water the tomatoes/ }));
  expect(window.location.search).toContain(`task=${TOMATOES.id}`);
});

it("says so when nothing is found, and why when it could not look", async () => {
  const server = await serve({ "GET /api/v1/search": { json: { items: [], next_cursor: null } } });
  const { user } = show(<SearchScreen />);
  const box = screen.getByRole("searchbox", { name: "Search tasks" });
  await user.type(box, "x");
  expect(await screen.findByText("Nothing here.")).toBeVisible();
  server.answer({ "GET /api/v1/search": { status: 422, json: { detail: "Too short." } } });
  await user.type(box, "y");
  expect(await screen.findByText("Too short.")).toBeVisible();
});
