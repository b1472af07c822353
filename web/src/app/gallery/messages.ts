/** What was said in the gallery's chat, in the shapes of the API. */

import { hoursAgo } from "./data";

import type { Chat } from "@/lib/use-chat";
import type { ChatMessage, MessagePart, Receipt, ToolPart } from "@/types/chat";

const nothing = (): void => undefined;
const nothingSoon = (): Promise<void> => Promise.resolve();

/** A chat that shows these messages, and in which nothing happens. */
export function aChat(messages: ChatMessage[], facts: Partial<Chat> = {}): Chat {
  return {
    messages,
    loading: false,
    busy: false,
    lost: false,
    error: null,
    failure: null,
    loadOlder: null,
    reload: nothing,
    send: nothingSoon,
    resend: nothingSoon,
    decide: nothingSoon,
    retry: nothingSoon,
    regenerate: nothingSoon,
    stop: nothing,
    ...facts,
  };
}

let made = 0;

/** What the person said. */
export function asked(text: string, facts: Partial<ChatMessage> = {}): ChatMessage {
  return { ...answered([text], facts), role: "user", model: null };
}

/** What the assistant answered: words, and what tools did. */
export function answered(
  parts: (string | ToolPart)[],
  facts: Partial<ChatMessage> = {},
): ChatMessage {
  made += 1;
  return {
    id: `message-${made}`,
    role: "assistant",
    created_at: hoursAgo(1),
    turn_id: `turn-${made}`,
    status: "complete",
    model: "gemini-flash",
    usage: null,
    parts: parts.map((part): MessagePart =>
      typeof part === "string" ? { type: "text", text: part } : part,
    ),
    ...facts,
  };
}

/** A call of a tool. */
export function aCall(tool_name: string, facts: Partial<ToolPart> = {}): ToolPart {
  made += 1;
  return {
    type: "tool",
    tool_call_id: `call-${made}`,
    tool_name,
    input: {},
    state: "output-available",
    output: null,
    error: null,
    approval_id: null,
    receipt: null,
    ...facts,
  };
}

/** What a call did. */
export function aReceipt(facts: Partial<Receipt>): Receipt {
  return {
    action: "create",
    change_id: "change",
    count: 1,
    summary: "",
    title: "",
    titles: [],
    undone: false,
    ...facts,
  };
}
