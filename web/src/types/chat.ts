import type { components } from "./api";

type Task = components["schemas"]["TaskPublic"];

/** What a tool call did, as the server stored it. */
export interface Receipt {
  change_id: string | null;
  action: string;
  title: string;
  summary: string;
  undone: boolean;
}

/** What the person is asked before anything is destroyed. */
export interface Approval {
  id: string;
  turn_id: string;
  tool_name: string;
  arguments: Record<string, unknown>;
  preview: { summary: string; tasks: Task[] };
  status: "pending" | "approved" | "denied" | "expired";
  expires_at: string;
}

/** Words of the answer; Markdown. */
export interface TextPart {
  type: "text";
  text: string;
}

/** How far a tool call is; `asked` waits for the person. */
export type ToolState =
  "input-available" | "approval-requested" | "output-available" | "output-error" | "output-denied";

/** A tool call as its card shows it. */
export interface ToolPart {
  type: "tool";
  tool_call_id: string;
  tool_name: string;
  input: unknown;
  state: ToolState;
  output: unknown;
  error: string | null;
  approval_id: string | null;
  receipt: Receipt | null;
}

/** What an answer is made of, in the order it came. */
export type MessagePart = TextPart | ToolPart;
/** How far an answer is; `waiting` needs a decision. */
export type TurnStatus = "complete" | "running" | "waiting" | "failed" | "cancelled";

/** One message of a conversation, from the person or from the assistant. */
export interface ChatMessage {
  id: string;
  role: "user" | "assistant";
  created_at: string;
  turn_id: string | null;
  status: TurnStatus;
  model: string | null;
  parts: MessagePart[];
}

/** The parts of the event stream: the "UI message stream" format of the Vercel AI SDK. */
export type StreamPart =
  | { type: "start"; messageId: string }
  | { type: "text-start"; id: string }
  | { type: "text-delta"; id: string; delta: string }
  | { type: "text-end"; id: string }
  | { type: "tool-input-available"; toolCallId: string; toolName: string; input: unknown }
  | { type: "tool-output-available"; toolCallId: string; output: unknown }
  | { type: "tool-output-error"; toolCallId: string; errorText: string }
  | { type: "tool-output-denied"; toolCallId: string }
  | { type: "tool-approval-request"; approvalId: string; toolCallId: string }
  | { type: "data-receipt"; id: string; data: Receipt }
  | { type: "data-approval"; id: string; data: Approval }
  | { type: "data-turn"; data: { turn_id: string; status: TurnStatus; model: string | null } }
  | { type: "error"; errorText: string }
  | { type: "abort" }
  | { type: "finish" };
