import type { ChatMessage, MessagePart, StreamPart, ToolPart } from "@/types/chat";

/** The assistant's message before its first event. */
export function emptyAnswer(id: string): ChatMessage {
  return {
    id,
    role: "assistant",
    created_at: new Date().toISOString(),
    turn_id: null,
    status: "running",
    model: null,
    usage: null,
    parts: [],
  };
}

/** Returns the assistant's message with one more part of the stream taken in. */
export function reduceTurn(message: ChatMessage, part: StreamPart): ChatMessage {
  switch (part.type) {
    case "start":
      return { ...message, id: part.messageId };
    case "text-start":
      return { ...message, parts: [...message.parts, { type: "text", text: "" }] };
    case "text-delta":
      return { ...message, parts: appendText(message.parts, part.delta) };
    case "tool-input-available":
      return { ...message, parts: withCall(message.parts, part) };
    case "data-usage":
      return { ...message, usage: part.data };
    case "data-turn":
      return {
        ...message,
        turn_id: part.data.turn_id,
        status: part.data.status,
        model: part.data.model ?? message.model,
      };
    case "error":
      return {
        ...message,
        status: "failed",
        parts: [...message.parts, { type: "text", text: part.errorText }],
      };
    case "abort":
      return { ...message, status: "cancelled" };
    default:
      return { ...message, parts: message.parts.map((one) => updateTool(one, part)) };
  }
}

function appendText(parts: MessagePart[], text: string): MessagePart[] {
  const last = parts.at(-1);
  if (last?.type !== "text") return [...parts, { type: "text", text }];
  return [...parts.slice(0, -1), { type: "text", text: last.text + text }];
}

type CallPart = Extract<StreamPart, { type: "tool-input-available" }>;

/** A call is told again when the person has changed what it is called with. */
function withCall(parts: MessagePart[], part: CallPart): MessagePart[] {
  const known = parts.some((one) => one.type === "tool" && one.tool_call_id === part.toolCallId);
  if (!known) return [...parts, newTool(part)];
  return parts.map((one) =>
    one.type === "tool" && one.tool_call_id === part.toolCallId
      ? { ...one, input: part.input }
      : one,
  );
}

function newTool(part: CallPart): ToolPart {
  return {
    type: "tool",
    tool_call_id: part.toolCallId,
    tool_name: part.toolName,
    input: part.input,
    state: "input-available",
    output: null,
    error: null,
    approval_id: null,
    receipt: null,
  };
}

function updateTool(one: MessagePart, part: StreamPart): MessagePart {
  if (one.type !== "tool") return one;
  if (part.type === "data-receipt") {
    return part.id === one.tool_call_id ? { ...one, receipt: part.data } : one;
  }
  if (!("toolCallId" in part) || part.toolCallId !== one.tool_call_id) return one;
  switch (part.type) {
    case "tool-output-available":
      return { ...one, state: "output-available", output: part.output };
    case "tool-output-error":
      return { ...one, state: "output-error", error: part.errorText };
    case "tool-output-denied":
      return { ...one, state: "output-denied" };
    case "tool-approval-request":
      return { ...one, state: "approval-requested", approval_id: part.approvalId };
    default:
      return one;
  }
}
