/** @jest-environment node */
import { emptyAnswer, reduceTurn } from "@/lib/turn-reducer";
import type { ChatMessage, Receipt, StreamPart, ToolPart } from "@/types/chat";

const after = (...parts: StreamPart[]): ChatMessage =>
  parts.reduce(reduceTurn, emptyAnswer("local"));

const call = (toolCallId: string, toolName = "add_task"): StreamPart => ({
  type: "tool-input-available",
  toolCallId,
  toolName,
  input: { title: "Buy milk" },
});

const RECEIPT: Receipt = {
  change_id: "c1",
  action: "create",
  title: "Buy milk",
  titles: ["Buy milk"],
  count: 1,
  summary: "Added “Buy milk”.",
  undone: false,
};

const tools = (message: ChatMessage): ToolPart[] =>
  message.parts.filter((part) => part.type === "tool");

it("takes the id that the server gave the message", () => {
  expect(after({ type: "start", messageId: "m1" }).id).toBe("m1");
});

it("puts text together as it comes", () => {
  const message = after(
    { type: "text-start", id: "t1" },
    { type: "text-delta", id: "t1", delta: "Added " },
    { type: "text-delta", id: "t1", delta: "it." },
    { type: "text-end", id: "t1" },
  );
  expect(message.parts).toEqual([{ type: "text", text: "Added it." }]);
});

it("keeps text before and after a tool call apart", () => {
  const message = after(
    { type: "text-start", id: "t1" },
    { type: "text-delta", id: "t1", delta: "Let me see." },
    { type: "text-end", id: "t1" },
    call("a"),
    { type: "text-start", id: "t2" },
    { type: "text-delta", id: "t2", delta: "Done." },
  );
  expect(message.parts.map((part) => (part.type === "text" ? part.text : part.tool_name))).toEqual([
    "Let me see.",
    "add_task",
    "Done.",
  ]);
});

it("shows what the person had a call made with", () => {
  const message = after(call("a"), {
    type: "tool-input-available",
    toolCallId: "a",
    toolName: "add_task",
    input: { title: "Buy oat milk" },
  });
  expect(tools(message).map((part) => part.input)).toEqual([{ title: "Buy oat milk" }]);
});

it("gives each result to the call it belongs to", () => {
  const message = after(
    call("a"),
    call("b"),
    { type: "tool-output-available", toolCallId: "b", output: { ok: 2 } },
    { type: "tool-output-error", toolCallId: "a", errorText: "No such task." },
  );
  expect(tools(message)).toMatchObject([
    { tool_call_id: "a", state: "output-error", error: "No such task." },
    { tool_call_id: "b", state: "output-available", output: { ok: 2 } },
  ]);
});

it("shows the receipt of the call that made it", () => {
  const message = after(call("a"), call("b"), { type: "data-receipt", id: "b", data: RECEIPT });
  expect(tools(message).map((tool) => tool.receipt)).toEqual([null, RECEIPT]);
});

it("waits for a decision, then shows what became of it", () => {
  const asked = after(call("a", "delete_task"), {
    type: "tool-approval-request",
    approvalId: "p1",
    toolCallId: "a",
  });
  expect(tools(asked)).toMatchObject([{ state: "approval-requested", approval_id: "p1" }]);
  const denied = reduceTurn(asked, { type: "tool-output-denied", toolCallId: "a" });
  expect(tools(denied)).toMatchObject([{ state: "output-denied" }]);
});

it("says where the turn stands and who answers", () => {
  const message = after(
    { type: "data-turn", data: { turn_id: "u1", status: "running", model: "gemini" } },
    { type: "data-turn", data: { turn_id: "u1", status: "complete", model: null } },
  );
  expect(message).toMatchObject({ turn_id: "u1", status: "complete", model: "gemini" });
});

it("keeps what was said when the turn fails or is stopped", () => {
  const said: StreamPart[] = [
    { type: "text-start", id: "t" },
    { type: "text-delta", id: "t", delta: "I will" },
  ];
  expect(after(...said, { type: "abort" })).toMatchObject({ status: "cancelled" });
  const failed = after(...said, { type: "error", errorText: "The model is away." });
  expect(failed.status).toBe("failed");
  expect(failed.parts).toEqual([
    { type: "text", text: "I will" },
    { type: "text", text: "The model is away." },
  ]);
});

it("leaves the message it was given untouched", () => {
  const before = after(call("a"), { type: "text-start", id: "t" });
  const copy = structuredClone(before);
  reduceTurn(before, { type: "text-delta", id: "t", delta: "x" });
  reduceTurn(before, { type: "tool-output-denied", toolCallId: "a" });
  expect(before).toEqual(copy);
});

it("ignores parts of versions to come", () => {
  const before = after(call("a"));
  expect(reduceTurn(before, { type: "source-url" } as unknown as StreamPart)).toEqual(before);
});
