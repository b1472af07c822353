import { problemOf } from "./problem";
import { readEvents } from "./sse";

import type { Approval, ChatMessage, StreamPart } from "@/types/chat";

const BASE = "/api/v1";

/** Who answers. */
export interface AssistantStatus {
  model: string;
  offline: boolean;
  detail: string;
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
  return await getJson<AssistantStatus>("/assistant");
}

/** The newest conversation, or a new one. */
export async function currentConversation(): Promise<string> {
  const { items } = await getJson<{ items: { id: string }[] }>("/conversations?limit=1");
  return items[0]?.id ?? (await newConversation());
}

/** Begins a conversation and returns its id. */
export async function newConversation(): Promise<string> {
  const answer = await send("/conversations", "{}");
  return ((await answer.json()) as { id: string }).id;
}

/** All messages of a conversation, the oldest first. */
export async function fetchMessages(conversationId: string): Promise<ChatMessage[]> {
  const path = `/conversations/${conversationId}/messages?limit=200`;
  return (await getJson<{ items: ChatMessage[] }>(path)).items;
}

/** What an approval would allow, as it was when asked. */
export async function fetchApproval(id: string): Promise<Approval> {
  return await getJson<Approval>(`/approvals/${id}`);
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

/** Answers the same message anew. */
export async function retryTurn(turnId: string): Promise<TurnStream> {
  return follow(await send(`/turns/${turnId}/retry`, null));
}

/** Stops an answer; what was said so far stays. */
export async function cancelTurn(turnId: string): Promise<void> {
  await send(`/turns/${turnId}/cancel`, null);
}

/** Reads a turn from where a reader stopped, on whichever replica it runs. */
export async function resumeTurn(turnId: string, lastSeq: string | null): Promise<TurnStream> {
  const headers: HeadersInit = lastSeq ? { "last-event-id": lastSeq } : {};
  const answer = await fetch(`${BASE}/turns/${turnId}/events`, { headers });
  if (!answer.ok) throw await problemOf(answer);
  return follow(answer);
}

async function getJson<T>(path: string): Promise<T> {
  const answer = await fetch(BASE + path);
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as T;
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
