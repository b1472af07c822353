/** What happens to the list of messages that the chat shows: pure functions, no requests. */

import { emptyAnswer } from "./turn-reducer";

import type { ChatMessage } from "@/types/chat";

/** Replaces the shown messages by what a function makes of them. */
export type ChangeMessages = (change: (messages: ChatMessage[]) => ChatMessage[]) => void;

/** The list with the message of this id replaced; ids change when the server names the answer. */
export function replace(all: ChatMessage[], id: string, next: ChatMessage): ChatMessage[] {
  return all.map((one) => (one.id === id ? next : one));
}

/** The list without this answer, unless something of it was already shown. */
export function withoutEmpty(all: ChatMessage[], id: string): ChatMessage[] {
  return all.filter((one) => one.id !== id || one.parts.length > 0);
}

/** Whether this message waits for the decision of this approval. */
export function asks(message: ChatMessage, approvalId: string): boolean {
  return message.parts.some((part) => part.type === "tool" && part.approval_id === approvalId);
}

/** The assistant's message of a turn. */
export function answerOf(all: ChatMessage[], turnId: string | null): ChatMessage | undefined {
  return all.find((one) => one.turn_id === turnId && one.role === "assistant");
}

/** What the person said, as it stands in the list before the server has confirmed it. */
export function said(id: string, text: string): ChatMessage {
  return { ...emptyAnswer(id), role: "user", status: "complete", parts: [{ type: "text", text }] };
}
