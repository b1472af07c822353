/** What happens to the list of messages that the chat shows: pure functions, no requests. */

import { emptyAnswer } from "./turn-reducer";

import type { ChatMessage } from "@/types/chat";

/** Replaces the shown messages by what a function makes of them. */
export type ChangeMessages = (change: (messages: ChatMessage[]) => ChatMessage[]) => void;

/** What was said, and the answers to it: another try stands beside the one before. */
export interface Exchange {
  /** Null at the top of a page that begins between the two. */
  question: ChatMessage | null;
  answers: ChatMessage[];
}

/** The list with the message of this id replaced; ids change when the server names the answer. */
export function replace(all: ChatMessage[], id: string, next: ChatMessage): ChatMessage[] {
  return all.map((one) => (one.id === id ? next : one));
}

/** The list without this answer, unless something of it was already shown. */
export function withoutEmpty(all: ChatMessage[], id: string): ChatMessage[] {
  return all.filter((one) => one.id !== id || one.parts.length > 0);
}

/** The list as far as the message of this id, which is left out with all that follows. */
export function before(all: ChatMessage[], id: string | null | undefined): ChatMessage[] {
  const index = all.findIndex((one) => one.id === id);
  return index < 0 ? all : all.slice(0, index);
}

/** Whether this message waits for the decision of this approval. */
export function asks(message: ChatMessage, approvalId: string): boolean {
  return message.parts.some((part) => part.type === "tool" && part.approval_id === approvalId);
}

/** What the person said, as it stands in the list before the server has confirmed it. */
export function said(id: string, text: string, replaces: string | null = null): ChatMessage {
  return {
    ...emptyAnswer(id),
    role: "user",
    status: "complete",
    parts: [{ type: "text", text }],
    replaces,
  };
}

/** The words of a message, without what tools did. */
export function wordsOf(message: ChatMessage): string {
  return message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
}

/** The list as questions and their answers. */
export function exchanges(all: readonly ChatMessage[]): Exchange[] {
  const found: Exchange[] = [];
  for (const message of all) {
    const last = found.at(-1);
    if (message.role === "user") found.push({ question: message, answers: [] });
    else if (last) last.answers.push(message);
    else found.push({ question: null, answers: [message] });
  }
  return found;
}
