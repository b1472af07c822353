import { screen, waitFor, within } from "@testing-library/react";

import {
  call,
  chat,
  composer,
  MESSAGES,
  read,
  say,
  says,
  SEND,
  status,
  turn,
} from "../../support/chat";
import { show } from "../../support/render";
import { stopServing } from "../../support/server";

import { ChatPanel } from "@/components/chat/chat-panel";
import type { ChatMessage, StreamPart } from "@/types/chat";

afterEach(async () => {
  await stopServing();
  window.history.replaceState(null, "", "/");
});

const log = () => within(screen.getByRole("log"));

function message(facts: Partial<ChatMessage>): ChatMessage {
  return {
    id: "m1",
    role: "user",
    created_at: "2026-11-24T08:00:00Z",
    turn_id: "t1",
    status: "complete",
    model: null,
    usage: null,
    parts: [{ type: "text", text: "add milk" }],
    ...facts,
  };
}

it("stops with Escape, as soon as the server has named the turn", async () => {
  const cancel = "POST /api/v1/turns/t1/cancel";
  const stopped: StreamPart[] = [{ type: "abort" }, status("cancelled"), { type: "finish" }];
  const server = await chat({
    [SEND]: { events: [status("running")], headers: { "x-turn-id": "t1" }, breaks: true },
    [cancel]: { status: 202 },
    "GET /api/v1/turns/t1/events": { events: stopped },
  });
  const user = await say("hello");
  expect(await screen.findByText("The connection is lost. Trying again …")).toBeVisible();
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(server.asked(cancel)).toHaveLength(1);
  });
  expect(await log().findByText("Stopped.", {}, { timeout: 5_000 })).toBeVisible();
  expect(screen.queryByText("The connection is lost. Trying again …")).toBeNull();
});

it("keeps a message that was refused, and sends it again under the same id", async () => {
  const server = await chat({ [SEND]: { status: 409, json: { detail: "Still answering." } } });
  const user = await say("hello");
  expect(await log().findByText("Not sent.")).toBeVisible();
  server.answer({ [SEND]: turn(says("Here.")) });
  await user.click(log().getByRole("button", { name: "Send again" }));
  await read("Here.");
  const [first, second] = server.asked(SEND).map((one) => one.body);
  expect(second).toEqual(first);
});

it("sends an edit in place of what was said", async () => {
  const server = await chat({
    [MESSAGES]: { json: { items: [message({})], next_cursor: null } },
    [SEND]: turn(says("Bread it is.")),
  });
  const { user } = show(<ChatPanel />);
  await screen.findByText("add milk");
  await user.type(await composer(), "{ArrowUp}");
  const edit = screen.getByRole("textbox", { name: "Edit your message" });
  expect(edit).toHaveAccessibleDescription(/What was done stays done/);
  await user.clear(edit);
  await user.type(edit, "add bread{Enter}");
  await read("Bread it is.");
  expect(screen.queryByText("add milk")).toBeNull();
  expect(server.asked(SEND)[0]?.body).toMatchObject({ text: "add bread", replaces: "m1" });
});

it("has another answer to the newest message, and folds the one before", async () => {
  const answer = message({ id: "m9", role: "assistant", parts: [{ type: "text", text: "One." }] });
  await chat({
    [MESSAGES]: { json: { items: [answer, message({})], next_cursor: null } },
    "POST /api/v1/turns/t1/regenerate": turn(says("Two.")),
  });
  const { user } = show(<ChatPanel />);
  await user.click(await screen.findByRole("button", { name: "Answer anew" }));
  await read("Two.");
  expect(log().queryByText("One.")).toBeNull();
  await user.click(log().getByRole("button", { name: "Show 1 earlier answer" }));
  expect(log().getByText("One.")).toBeVisible();
});

it("fetches what was said before when one asks for it", async () => {
  const early = message({ id: "m0", parts: [{ type: "text", text: "good morning" }] });
  await chat({
    [MESSAGES]: ({ query }) => ({
      json: query.cursor
        ? { items: [early], next_cursor: null }
        : { items: [message({})], next_cursor: "c1" },
    }),
  });
  const { user } = show(<ChatPanel />);
  await user.click(await screen.findByRole("button", { name: "Show earlier messages" }));
  await read("good morning");
  expect(log().getByText("add milk")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show earlier messages" })).toBeNull();
});

it("shows the first tasks of a change of many, and the others when asked", async () => {
  const tasks = Array.from({ length: 20 }, (_, index) => ({
    id: `0190a000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    title: `Thing ${index}`,
  }));
  const receipt: StreamPart = {
    type: "data-receipt",
    id: "k1",
    data: {
      ...{ change_id: "c1", action: "update", title: "Thing 0", count: 31, undone: false },
      ...{ titles: tasks.map((task) => task.title), summary: "Changed 31 tasks." },
    },
  };
  const output: StreamPart = { type: "tool-output-available", toolCallId: "k1", output: { tasks } };
  await chat({ [SEND]: turn([call("change_tasks"), output, receipt]) });
  const user = await say("move all to friday");
  await log().findByText("Changed 31 tasks.");
  const card = log();
  expect(card.getAllByRole("link")).toHaveLength(3);
  await user.click(card.getByRole("button", { name: "Show 17 more" }));
  expect(card.getAllByRole("link")).toHaveLength(20);
  expect(card.getByText("and 11 more")).toBeVisible();
  await user.click(card.getByRole("link", { name: "Thing 4" }));
  expect(new URLSearchParams(window.location.search).get("task")).toBe(tasks[4]?.id);
});

it("tells a screen reader whole sentences, and nothing of what was there before", async () => {
  const answer = message({ id: "m2", role: "assistant", parts: [{ type: "text", text: "Old." }] });
  await chat({
    [MESSAGES]: { json: { items: [answer, message({})], next_cursor: null } },
    [SEND]: turn(says("It is **on** the list. And now?")),
  });
  const user = await say("add tea");
  const told = () => document.querySelector("[aria-live=polite]:not([role])")?.textContent;
  await waitFor(() => {
    expect(told()).toContain("And now?");
  });
  expect(told()).not.toContain("Old.");
  await user.tab();
});
