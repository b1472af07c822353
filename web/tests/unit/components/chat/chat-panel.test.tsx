import { screen, waitFor, within } from "@testing-library/react";

import { call, chat, MESSAGES, read, say, says, SEND, status, turn } from "../../support/chat";
import { show } from "../../support/render";
import { stopServing, type Reply } from "../../support/server";

import { ChatPanel } from "@/components/chat/chat-panel";
import type { ChatMessage, StreamPart } from "@/types/chat";

afterEach(stopServing);

const RECEIPT: StreamPart = {
  type: "data-receipt",
  id: "k1",
  data: {
    change_id: "c1",
    action: "create",
    title: "Milk",
    titles: ["Milk"],
    count: 1,
    summary: "Added “Milk”.",
    undone: false,
  },
};

it("shows the words, what was done, and its undo", async () => {
  const server = await chat({
    [SEND]: turn([call("add_task"), RECEIPT, ...says("It is **on** the list.")]),
    "POST /api/v1/changes/c1/undo": { json: { id: "c2" } },
  });
  const user = await say("add milk");
  const log = screen.getByRole("log");
  await read("Added “Milk”.");
  expect((await within(log).findByText("on")).tagName).toBe("STRONG");
  await user.click(within(log).getByRole("button", { name: "Undo: Added “Milk”." }));
  expect(await within(log).findByText("Undone")).toBeVisible();
  expect(server.asked(SEND)[0]?.body).toMatchObject({ text: "add milk" });
});

it("never turns the model's words into anything that runs or loads", async () => {
  const text =
    'Hi <img src="x"> ![y](https://evil.example/p) [go](javascript:alert(1)) <script>1</script>';
  await chat({ [SEND]: turn(says(text)) });
  await say("hello");
  const log = screen.getByRole("log");
  await waitFor(() => {
    expect(log).toHaveTextContent("Hi");
  });
  expect(log.querySelector("img, script, iframe")).toBeNull();
  for (const link of log.querySelectorAll("a")) expect(link.href).not.toContain("javascript");
});

it("goes on where a lost connection stopped, and says nothing twice", async () => {
  const [start, middle, end] = says("All of it.") as [StreamPart, StreamPart, StreamPart];
  // Between two replicas there may be nobody for a moment.
  const replies: Reply[] = [
    { status: 502, json: { detail: "The backend does not answer." } },
    { events: [end, status("complete"), { type: "finish" }] },
  ];
  const server = await chat({
    [SEND]: {
      events: [status("running"), start, middle],
      headers: { "x-turn-id": "t1" },
      breaks: true,
    },
    "GET /api/v1/turns/t1/events": () => replies.shift() ?? { status: 404 },
  });
  await say("hello");
  const log = screen.getByRole("log");
  await waitFor(
    () => {
      const asked = server.asked("GET /api/v1/turns/t1/events");
      expect(asked.map((one) => one.headers["last-event-id"])).toEqual(["3", "3"]);
    },
    { timeout: 8_000 },
  );
  await screen.findByRole("button", { name: "Send" });
  expect(within(log).getAllByText("All of it.")).toHaveLength(1);
  expect(screen.queryByRole("alert")).toBeNull();
}, 12_000);

it("offers another try after a failure", async () => {
  const failed = turn([{ type: "error", errorText: "The model is away." }], "failed");
  const server = await chat({ [SEND]: failed, "POST /api/v1/turns/t1/retry": turn(says("Here.")) });
  const user = await say("hello");
  await read("The model is away.");
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await read("Here.");
  expect(within(screen.getByRole("log")).queryByText("The model is away.")).toBeNull();
  expect(server.asked("POST /api/v1/turns/t1/retry")).toHaveLength(1);
});

it("lets the offline assistant answer in place of a model that failed", async () => {
  const failed = turn([{ type: "error", errorText: "The model is away." }], "failed");
  const retry = "POST /api/v1/turns/t1/retry";
  const server = await chat({ [SEND]: failed, [retry]: turn(says("Here.")) });
  const user = await say("hello");
  await user.click(await screen.findByRole("button", { name: "Ask the offline assistant" }));
  await read("Here.");
  expect(server.asked(retry)[0]?.query).toEqual({ offline: "true" });
});

it("tells who answered and what it took", async () => {
  const used = { requests: 2, input_tokens: 1800, output_tokens: 34, tool_calls: 1 };
  const cost: StreamPart = { type: "data-usage", data: { ...used, cost_usd: 0.0007 } };
  await chat({ [SEND]: turn([cost, ...says("Here.")]) });
  await say("hello");
  expect(await screen.findByText("gemini · 1,834 tokens · $0.0007")).toBeVisible();
});

it("follows an answer that was under way when the page was loaded", async () => {
  const running: ChatMessage = {
    id: "m2",
    role: "assistant",
    created_at: "2026-11-24T08:00:00Z",
    turn_id: "t1",
    status: "running",
    model: null,
    usage: null,
    parts: [{ type: "text", text: "Half" }],
  };
  await chat({
    [MESSAGES]: { json: { items: [running], next_cursor: null } },
    "GET /api/v1/turns/t1/events": turn(says("Half and whole.")),
  });
  show(<ChatPanel />);
  await read("Half and whole.");
  expect(within(screen.getByRole("log")).queryByText("Half")).toBeNull();
});

it("says why a message was refused", async () => {
  await chat({ [SEND]: { status: 409, json: { detail: "The assistant is still answering." } } });
  await say("hello");
  expect(await screen.findByRole("alert")).toHaveTextContent("still answering");
});
