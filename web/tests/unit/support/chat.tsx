import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";

import { show } from "./render";
import { serve, type Reply, type Routes, type Server } from "./server";

import { ChatPanel } from "@/components/chat/chat-panel";
import type { StreamPart, TurnStatus } from "@/types/chat";

/** Where the conversation's messages are. */
export const MESSAGES = "GET /api/v1/conversations/v1/messages";
/** Where messages are sent. */
export const SEND = "POST /api/v1/conversations/v1/messages";

/** A server with one conversation, and more if routes say so. */
export function chat(routes: Routes = {}): Promise<Server> {
  return serve({
    "GET /api/v1/conversations": { json: { items: [{ id: "v1" }], next_cursor: null } },
    "GET /api/v1/conversations/v1": { json: { id: "v1", title: "The garden" } },
    [MESSAGES]: { json: { items: [], next_cursor: null } },
    "GET /api/v1/agenda": { json: { overdue: [], days: [], more: false } },
    "GET /api/v1/assistant": { json: { model: "gemini", offline: false, detail: "" } },
    ...routes,
  });
}

/** Where the turn stands. */
export const status = (value: TurnStatus): StreamPart => ({
  type: "data-turn",
  data: { turn_id: "t1", status: value, model: "gemini" },
});

/** A whole turn as a stream. */
export function turn(parts: StreamPart[], end: TurnStatus = "complete"): Reply {
  const events: StreamPart[] = [
    { type: "start", messageId: "m2" },
    status("running"),
    ...parts,
    status(end),
    { type: "finish" },
  ];
  return { events, headers: { "x-turn-id": "t1" } };
}

/** Words of the assistant. */
export const says = (delta: string): StreamPart[] => [
  { type: "text-start", id: "x" },
  { type: "text-delta", id: "x", delta },
  { type: "text-end", id: "x" },
];

/** A call of a tool. */
export const call = (toolName: string): StreamPart => ({
  type: "tool-input-available",
  toolCallId: "k1",
  toolName,
  input: {},
});

/** Where one writes, as soon as the conversation is known. */
export function composer(): Promise<HTMLElement> {
  return screen.findByRole("textbox", { name: "Message to the assistant" });
}

/** Says something in the chat. */
export async function say(text: string): Promise<UserEvent> {
  const { user } = show(<ChatPanel />);
  await user.type(await composer(), `${text}{Enter}`);
  return user;
}

/** Waits for words in the log: as plain text first, and drawn anew once Markdown is there. */
export function read(words: string): Promise<void> {
  return waitFor(() => {
    expect(within(screen.getByRole("log")).getByText(words)).toBeVisible();
  });
}
