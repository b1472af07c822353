import type { components } from "./api";

type Schemas = components["schemas"];

/** What a tool call did, as the server stored it. */
export type Receipt = Schemas["Receipt"];
/** What the models of an answer took. */
export type Usage = Required<Schemas["Usage"]>;
/** What the person is asked before anything is destroyed. */
export type Approval = Schemas["ApprovalPublic"];
/** Words of the answer; Markdown. */
export type TextPart = Schemas["TextPart"];
/** A tool call as its card shows it; the server leaves no field out. */
export type ToolPart = Required<Schemas["ToolPart"]>;
/** How far a tool call is; `approval-requested` waits for the person. */
export type ToolState = ToolPart["state"];
/** What an answer is made of, in the order it came. */
export type MessagePart = TextPart | ToolPart;
/** What the person says to a question; `edit` is yes to other arguments. */
export type Decision = Schemas["ApprovalDecision"];
/** A conversation in the list; of a search, with the passage that was found. */
export type ConversationListed = Schemas["ConversationListed"];
/** Words that were searched for, and what stands around them. */
export type Passage = Schemas["Passage"];
/** How far an answer is; `waiting` needs a decision. */
export type TurnStatus = Schemas["MessagePublic"]["status"];

/** One message of a conversation; one that was just written belongs to no turn yet. */
export interface ChatMessage extends Omit<Schemas["MessagePublic"], "parts" | "turn_id" | "usage"> {
  turn_id: string | null;
  usage: Usage | null;
  parts: MessagePart[];
  /** Of one that is being sent: the message that it is an edit of. */
  replaces?: string | null;
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
  | { type: "data-usage"; data: Usage }
  | { type: "error"; errorText: string }
  | { type: "abort" }
  | { type: "finish" };
