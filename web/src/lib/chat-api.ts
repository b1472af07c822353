import { api, unwrap } from "./api-client";
import { problemOf } from "./problem";
import { readEvents } from "./sse";

import type { components } from "@/types/api";
import type { Approval, ChatMessage, StreamPart } from "@/types/chat";

const BASE = "/api/v1";

/** Who answers. */
export type AssistantStatus = components["schemas"]["AssistantPublic"];

/** One event of a turn: its number, and what it says. */
export interface TurnEvent {
  seq: string | null;
  part: StreamPart;
}

/** A turn's stream: who it is, and its events as they come. */
export interface TurnStream {
  turnId: string | null;
  events: AsyncGenerator<TurnEvent>;
}

/** Which model answers. */
export async function fetchAssistant(): Promise<AssistantStatus> {
  return unwrap(await api.GET("/api/v1/assistant"));
}

/** The newest conversation, or a new one. */
export async function currentConversation(): Promise<string> {
  const answer = await api.GET("/api/v1/conversations", { params: { query: { limit: 1 } } });
  return unwrap(answer).items[0]?.id ?? (await newConversation());
}

/** Begins a conversation and returns its id. */
export async function newConversation(): Promise<string> {
  return unwrap(await api.POST("/api/v1/conversations", { body: {} })).id;
}

/** All messages of a conversation, the oldest first. */
export async function fetchMessages(conversationId: string): Promise<ChatMessage[]> {
  const answer = await api.GET("/api/v1/conversations/{conversation_id}/messages", {
    params: { path: { conversation_id: conversationId }, query: { limit: 200 } },
  });
  // Fields with a default may be left out of what is sent, never of what comes.
  return unwrap(answer).items as ChatMessage[];
}

/** What an approval would allow, as it was when asked. */
export async function fetchApproval(id: string): Promise<Approval> {
  const params = { path: { approval_id: id } };
  return unwrap(await api.GET("/api/v1/approvals/{approval_id}", { params }));
}

/** Sends a message; sent again with the same id it is still one message and one turn. */
export async function sendMessage(
  conversationId: string,
  id: string,
  text: string,
): Promise<TurnStream> {
  const path = `/conversations/${conversationId}/messages`;
  return follow(await send(path, JSON.stringify({ id, text })));
}

/** Decides an approval; the stream is that of the resumed turn. */
export async function decide(id: string, decision: "approve" | "deny"): Promise<TurnStream> {
  return follow(await send(`/approvals/${id}`, JSON.stringify({ decision })));
}

/** Answers the same message anew; with `offline` no AI model is asked. */
export async function retryTurn(turnId: string, offline = false): Promise<TurnStream> {
  return follow(await send(`/turns/${turnId}/retry${offline ? "?offline=true" : ""}`, null));
}

/** Stops an answer; what was said so far stays. */
export async function cancelTurn(turnId: string): Promise<void> {
  const params = { path: { turn_id: turnId } };
  unwrap(await api.POST("/api/v1/turns/{turn_id}/cancel", { params }));
}

/** Reads a turn from where a reader stopped, on whichever replica it runs. */
export async function resumeTurn(turnId: string, lastSeq: string | null): Promise<TurnStream> {
  const headers: HeadersInit = lastSeq ? { "last-event-id": lastSeq } : {};
  const answer = await fetch(`${BASE}/turns/${turnId}/events`, { headers });
  if (!answer.ok) throw await problemOf(answer);
  return follow(answer);
}

async function send(path: string, body: string | null): Promise<Response> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(BASE + path, { method: "POST", headers, body });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

function follow(answer: Response): TurnStream {
  return { turnId: answer.headers.get("x-turn-id"), events: parts(answer) };
}

async function* parts(answer: Response): AsyncGenerator<TurnEvent> {
  if (!answer.body) return;
  for await (const { id, data } of readEvents(answer.body)) {
    if (data === "[DONE]") return;
    yield { seq: id, part: JSON.parse(data) as StreamPart };
  }
}
