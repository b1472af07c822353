import { screen, waitFor } from "@testing-library/react";

import { startAt } from "../../support/navigation";
import { show } from "../../support/render";
import { NOTHING_ELSE, serve, stopServing, type Routes } from "../../support/server";

import { Sidebar } from "@/components/sidebar/sidebar";

beforeEach(() => {
  startAt("/inbox");
});
afterEach(stopServing);

const GARDEN = {
  id: "p1",
  name: "Garden",
  color: "green",
  rank: "a",
  version: 3,
  open_count: 2,
  archived_at: null,
};
const LATE = { id: "f1", name: "Late", filter: "overdue", color: "grey", version: 1 };
const list = (...items: unknown[]) => ({ json: { items, next_cursor: null } });

async function sidebar(routes: Routes = {}) {
  const server = await serve({
    ...NOTHING_ELSE,
    "GET /api/v1/projects": ({ query }) =>
      query.archived === "true" ? list({ ...GARDEN, id: "p2", name: "Attic" }) : list(GARDEN),
    "GET /api/v1/filters": list(LATE),
    "GET /api/v1/tags": list(
      ...Array.from({ length: 10 }, (_, index) => ({ name: `tag${index}`, open_count: 1 })),
    ),
    ...routes,
  });
  const { user } = show(<Sidebar />);
  await screen.findByRole("link", { name: /^Garden/ });
  const choose = async (menu: string, item: string) => {
    await user.click(await screen.findByRole("button", { name: menu }));
    await user.click(await screen.findByRole("menuitem", { name: item }));
  };
  return { server, user, choose };
}

it("makes a project, and goes to it", async () => {
  const { server, user } = await sidebar({
    "POST /api/v1/projects": { status: 201, json: { ...GARDEN, id: "p9", name: "Orchard" } },
  });
  await user.click(screen.getByRole("button", { name: "Add a project" }));
  await user.type(await screen.findByLabelText("Name"), "Orchard");
  await user.click(screen.getByLabelText("Teal"));
  await user.click(screen.getByRole("button", { name: "Add project" }));
  await waitFor(() => {
    expect(window.location.pathname).toBe("/projects/p9");
  });
  expect(server.asked("POST /api/v1/projects")[0]?.body).toEqual({
    name: "Orchard",
    color: "teal",
  });
});

it("changes a project unless somebody else did, and shows why it could not", async () => {
  const { server, user, choose } = await sidebar({
    "PATCH /api/v1/projects/p1": { status: 409, json: { detail: "This name is taken." } },
  });
  await choose("More for “Garden”", "Name and colour");
  const name = await screen.findByLabelText("Name");
  await user.clear(name);
  await user.type(name, "Park");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("This name is taken.")).toBeVisible();
  expect(server.asked("PATCH /api/v1/projects/p1")[0]?.headers["if-match"]).toBe('"3"');
});

it("archives a project, and brings an archived one back", async () => {
  const { server, user, choose } = await sidebar({
    "PATCH /api/v1/projects/p1": { json: { ...GARDEN, archived_at: "2026-03-01T10:00:00Z" } },
    "PATCH /api/v1/projects/p2": { json: { ...GARDEN, id: "p2" } },
  });
  await choose("More for “Garden”", "Archive");
  await waitFor(() => {
    expect(server.asked("PATCH /api/v1/projects/p1")[0]?.body).toEqual({ archived: true });
  });
  await user.click(screen.getByRole("button", { name: "1 archived" }));
  await user.click(await screen.findByRole("button", { name: "Bring “Attic” back" }));
  await waitFor(() => {
    expect(server.asked("PATCH /api/v1/projects/p2")[0]?.body).toEqual({ archived: false });
  });
});

it("deletes a project with its tasks, or leaves them in the inbox", async () => {
  const { server, user, choose } = await sidebar({
    "DELETE /api/v1/projects/p1": { status: 204 },
  });
  await choose("More for “Garden”", "Delete");
  expect(await screen.findByText(/2 open tasks are in it/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Keep them in the inbox" }));
  await waitFor(() => {
    expect(server.asked("DELETE /api/v1/projects/p1")[0]?.query).toEqual({ tasks: "inbox" });
  });
});

it("keeps a filter once it is understood", async () => {
  const { server, user } = await sidebar({
    "GET /api/v1/filter-check": ({ query }) => ({ json: { canonical: query.text, spans: [] } }),
    "POST /api/v1/filters": { status: 201, json: { ...LATE, id: "f9" } },
  });
  await user.click(screen.getByRole("button", { name: "Add a filter" }));
  await user.type(await screen.findByLabelText("Name"), "Soon");
  const keep = screen.getByRole("button", { name: "Keep filter" });
  expect(keep).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "due:week -#work" }));
  await waitFor(() => {
    expect(keep).toBeEnabled();
  });
  await user.click(keep);
  await waitFor(() => {
    expect(window.location.pathname).toBe("/filters/f9");
  });
  expect(server.asked("POST /api/v1/filters")[0]?.body).toMatchObject({
    name: "Soon",
    filter: "due:week -#work",
  });
});

it("shows where a filter goes wrong", async () => {
  const { user, choose } = await sidebar({
    "GET /api/v1/filter-check": {
      status: 422,
      json: { detail: "No.", errors: [{ detail: "There is no such day.", start: 4, end: 9 }] },
    },
  });
  await choose("More for the filter “Late”", "Edit");
  const text = await screen.findByLabelText("Filter");
  await user.clear(text);
  await user.type(text, "due:never");
  expect(await screen.findByText("There is no such day.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
});

it("forgets a filter, and keeps it again when that is taken back", async () => {
  const { server, user, choose } = await sidebar({
    "DELETE /api/v1/filters/f1": { status: 204 },
    "POST /api/v1/filters": { status: 201, json: LATE },
  });
  await choose("More for the filter “Late”", "Delete");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/filters")[0]?.body).toMatchObject({ filter: "overdue" });
  });
});

it("shows the most used tags, and the rest when asked", async () => {
  const { user } = await sidebar();
  expect(await screen.findByRole("link", { name: /^tag7/ })).toBeVisible();
  expect(screen.queryByRole("link", { name: /^tag8/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show 2 more" }));
  expect(screen.getByRole("link", { name: /^tag9/ })).toBeVisible();
});
