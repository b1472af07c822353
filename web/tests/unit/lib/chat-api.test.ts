import { serve, stopServing } from "../support/server";

import {
  cancelTurn,
  decide,
  fetchApproval,
  fetchAssistant,
  fetchMessages,
  regenerateTurn,
  resumeTurn,
  retryTurn,
  sendMessage,
  type TurnStream,
} from "@/lib/chat-api";
import type { StreamPart } from "@/types/chat";

afterEach(stopServing);

const EVENTS: StreamPart[] = [{ type: "start", messageId: "m1" }, { type: "finish" }];
const TURN = { events: EVENTS, headers: { "x-turn-id": "t1" } };

async function partsOf(stream: TurnStream): Promise<[string | null, StreamPart][]> {
  const parts: [string | null, StreamPart][] = [];
  for await (const { seq, part } of stream.events) parts.push([seq, part]);
  return parts;
}

it("sends a message under an id of its own and reads the turn, without its end mark", async () => {
  const server = await serve({ "POST /api/v1/conversations/v1/messages": TURN });
  const stream = await sendMessage("v1", { id: "id-1", text: "add milk" });
  expect(stream.turnId).toBe("t1");
  await expect(partsOf(stream)).resolves.toEqual([
    ["1", EVENTS[0]],
    ["2", EVENTS[1]],
  ]);
  expect(server.seen[0]?.body).toEqual({ id: "id-1", text: "add milk" });
});

it("goes on with a turn after the last event that arrived", async () => {
  const server = await serve({ "GET /api/v1/turns/t1/events": TURN });
  await resumeTurn("t1", "7");
  await resumeTurn("t1", null);
  expect(server.seen.map((one) => one.headers["last-event-id"])).toEqual(["7", undefined]);
});

it("decides, retries, answers anew and stops", async () => {
  const server = await serve({
    "POST /api/v1/approvals/p1": TURN,
    "POST /api/v1/turns/t1/retry": TURN,
    "POST /api/v1/turns/t1/regenerate": TURN,
    "POST /api/v1/turns/t1/cancel": { status: 202 },
  });
  await decide("p1", { decision: "deny" });
  await retryTurn("t1", false);
  await regenerateTurn("t1");
  await cancelTurn("t1");
  expect(server.seen.map((one) => [one.path, one.body])).toEqual([
    ["/api/v1/approvals/p1", { decision: "deny" }],
    ["/api/v1/turns/t1/retry", null],
    ["/api/v1/turns/t1/regenerate", null],
    ["/api/v1/turns/t1/cancel", null],
  ]);
});

it("reads messages from the end, approvals and who answers", async () => {
  const server = await serve({
    "GET /api/v1/conversations/v1/messages": {
      json: { items: [{ id: "m2" }, { id: "m1" }], next_cursor: "c1" },
    },
    "GET /api/v1/approvals/p1": { json: { id: "p1" } },
    "GET /api/v1/assistant": { json: { model: "offline", offline: true, detail: "" } },
  });
  await expect(fetchMessages("v1", "c2")).resolves.toEqual({
    messages: [{ id: "m1" }, { id: "m2" }],
    older: "c1",
  });
  expect(server.seen[0]?.query).toEqual({ order: "newest", limit: "40", cursor: "c2" });
  await expect(fetchApproval("p1")).resolves.toEqual({ id: "p1" });
  await expect(fetchAssistant()).resolves.toMatchObject({ offline: true });
});

it("throws the problem of whatever was refused", async () => {
  const refused = { status: 409, json: { detail: "This was decided already." } };
  await serve({
    "POST /api/v1/approvals/p1": refused,
    "GET /api/v1/approvals/p1": refused,
    "GET /api/v1/turns/t1/events": refused,
  });
  for (const call of [
    () => decide("p1", { decision: "approve" }),
    () => fetchApproval("p1"),
    () => resumeTurn("t1", null),
  ]) {
    await expect(call()).rejects.toMatchObject({
      status: 409,
      message: "This was decided already.",
    });
  }
});

it("lets the reader know that the connection broke in mid-answer", async () => {
  await serve({ "GET /api/v1/turns/t1/events": { ...TURN, breaks: true } });
  await expect(resumeTurn("t1", null).then(partsOf)).rejects.toThrow();
});
