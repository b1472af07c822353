import { screen, waitFor, within } from "@testing-library/react";

import { chat, composer } from "../../support/chat";
import { show } from "../../support/render";
import { stopServing, type Seen } from "../../support/server";

import { ChatPanel } from "@/components/chat/chat-panel";

afterEach(async () => {
  await stopServing();
  window.history.replaceState(null, "", "/");
});

const LIST = "GET /api/v1/conversations";
const at = { created_at: "2026-11-24T08:00:00Z", updated_at: "2026-11-24T08:00:00Z" };
const GARDEN = { id: "v1", title: "The garden", passage: null, ...at };
const HOUSE = { id: "v2", title: "The house", passage: null, ...at };
const FOUND = { ...HOUSE, passage: { text: "buy milk today", highlights: [[4, 8]] } };
const EMPTY = { json: { items: [], next_cursor: null } };

function listed({ query }: Seen) {
  if (query.q) return { json: { items: query.q === "milk" ? [FOUND] : [], next_cursor: null } };
  if (query.cursor) return { json: { items: [HOUSE], next_cursor: null } };
  return { json: { items: [GARDEN], next_cursor: query.limit === "1" ? null : "c1" } };
}

async function open() {
  const server = await chat({
    [LIST]: listed,
    "GET /api/v1/conversations/v2": { json: { id: "v2", title: "The house" } },
    "GET /api/v1/conversations/v2/messages": EMPTY,
  });
  const { user } = show(<ChatPanel />);
  await composer();
  await user.click(screen.getByRole("button", { name: "Conversations" }));
  return { server, user, dialog: within(await screen.findByRole("dialog")) };
}

it("goes through the pages and opens another talk by its address", async () => {
  const { user, dialog } = await open();
  expect(await dialog.findByText("The garden")).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Show more" }));
  await user.click(await dialog.findByRole("button", { name: /^The house/ }));
  expect(await screen.findByRole("heading", { name: "The house" })).toBeVisible();
  expect(window.location.search).toBe("?chat=v2");
});

it("finds as one types, and shows where", async () => {
  const { user, dialog } = await open();
  await user.type(dialog.getByRole("searchbox"), "milk");
  const mark = await dialog.findByText("milk");
  expect(mark.tagName).toBe("MARK");
  expect(mark.parentElement).toHaveTextContent("buy milk today");
  await user.type(dialog.getByRole("searchbox"), " nowhere");
  expect(await dialog.findByText("Nothing was found. Try fewer words.")).toBeVisible();
});

it("renames, and asks before it deletes", async () => {
  const { server, user, dialog } = await open();
  server.answer({
    "PATCH /api/v1/conversations/v1": { json: GARDEN },
    "DELETE /api/v1/conversations/v1": { status: 204 },
  });
  await user.click(await dialog.findByRole("button", { name: "More about “The garden”" }));
  await user.click(await screen.findByRole("menuitem", { name: "Rename" }));
  const title = await screen.findByRole("textbox", { name: "Title" });
  await user.clear(title);
  await user.type(title, "The flowers{Enter}");
  await waitFor(() => {
    expect(server.asked("PATCH /api/v1/conversations/v1")[0]?.body).toEqual({
      title: "The flowers",
    });
  });

  await user.click(await dialog.findByRole("button", { name: "More about “The garden”" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const question = within(await screen.findByRole("dialog", { name: "Delete the conversation?" }));
  expect(server.asked("DELETE /api/v1/conversations/v1")).toHaveLength(0);
  await user.click(question.getByRole("button", { name: "Delete" }));
  await waitFor(() => {
    expect(server.asked("DELETE /api/v1/conversations/v1")).toHaveLength(1);
  });
});
