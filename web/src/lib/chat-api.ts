import { api, unwrap } from "./api-client";
import { problemOf } from "./problem";
import { readEvents } from "./sse";

import type { components } from "@/types/api";
import type { Approval, ChatMessage, Decision, StreamPart } from "@/types/chat";

const BASE = "/api/v1";
/** Characters of one message; the server takes no more. */
export const LONGEST_MESSAGE = 4_000;
/** Messages at a time. */
const PAGE = 40;

/** Who answers. */
export type AssistantStatus = components["schemas"]["AssistantPublic"];
/** What is late, and what the next days bring. */
export type Agenda = components["schemas"]["Agenda"];
type MessageCreate = components["schemas"]["MessageCreate"];

/** Messages that stand together. */
export interface MessagePage {
  messages: ChatMessage[];
  /** Where the page before is; null at the beginning. */
  older: string | null;
}

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

/** The newest messages of a conversation, or those before a place; the oldest first. */
export async function fetchMessages(
  conversationId: string,
  cursor: string | null,
): Promise<MessagePage> {
  const answer = await api.GET("/api/v1/conversations/{conversation_id}/messages", {
    params: {
      path: { conversation_id: conversationId },
      query: { order: "newest", limit: PAGE, ...(cursor && { cursor }) },
    },
  });
  const { items, next_cursor } = unwrap(answer);
  // Fields with a default may be left out of what is sent, never of what comes.
  return { messages: [...items].reverse() as ChatMessage[], older: next_cursor ?? null };
}

/** What an approval would allow, as it was when asked. */
export async function fetchApproval(id: string): Promise<Approval> {
  const params = { path: { approval_id: id } };
  return unwrap(await api.GET("/api/v1/approvals/{approval_id}", { params }));
}

/** What is late, and what the next days bring. */
export async function fetchAgenda(): Promise<Agenda> {
  return unwrap(await api.GET("/api/v1/agenda"));
}

/** Sends a message; sent again with the same id it is still one message and one turn. */
export async function sendMessage(
  conversationId: string,
  message: MessageCreate,
  signal?: AbortSignal,
): Promise<TurnStream> {
  return follow(await send(`/conversations/${conversationId}/messages`, message, signal));
}

/** Decides an approval; the stream is that of the resumed turn. */
export async function decide(
  id: string,
  decision: Decision,
  signal?: AbortSignal,
): Promise<TurnStream> {
  return follow(await send(`/approvals/${id}`, decision, signal));
}

/** Answers the message of a turn that failed or was stopped; with `offline` no AI model is asked. */
export async function retryTurn(
  turnId: string,
  offline: boolean,
  signal?: AbortSignal,
): Promise<TurnStream> {
  return follow(
    await send(`/turns/${turnId}/retry${offline ? "?offline=true" : ""}`, null, signal),
  );
}

/** Answers the newest message once more. */
export async function regenerateTurn(turnId: string, signal?: AbortSignal): Promise<TurnStream> {
  return follow(await send(`/turns/${turnId}/regenerate`, null, signal));
}

/** Stops an answer; what was said so far stays. */
export async function cancelTurn(turnId: string): Promise<void> {
  const params = { path: { turn_id: turnId } };
  unwrap(await api.POST("/api/v1/turns/{turn_id}/cancel", { params }));
}

/** Reads a turn from where a reader stopped, on whichever replica it runs. */
export async function resumeTurn(
  turnId: string,
  lastSeq: string | null,
  signal?: AbortSignal,
): Promise<TurnStream> {
  const headers: HeadersInit = lastSeq ? { "last-event-id": lastSeq } : {};
  return follow(await request(`/turns/${turnId}/events`, { headers }, signal));
}

function send(path: string, body: object | null, signal?: AbortSignal): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return request(path, { method: "POST", headers, body: body && JSON.stringify(body) }, signal);
}

async function request(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch(BASE + path, { ...init, ...(signal && { signal }) });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

function follow(answer: Response): TurnStream {
  return { turnId: answer.headers.get("x-turn-id"), events: parts(answer) };
}

async function* parts(answer: Response): AsyncGenerator<TurnEvent> {
  if (!answer.body) return;
  for await (const { id, data } of readEvents(answer.body)) {
    if (data === null) continue;
    if (data === "[DONE]") return;
    yield { seq: id, part: JSON.parse(data) as StreamPart };
  }
}
