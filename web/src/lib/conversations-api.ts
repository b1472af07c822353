import { api, unwrap } from "./api-client";

import type { ConversationListed } from "@/types/chat";

/** A file format for what was said and done. */
export type ExportFormat = "markdown" | "json";

/** One page of conversations. */
export interface ConversationPage {
  items: ConversationListed[];
  next_cursor?: string | null;
}

const PAGE = 30;

/** Conversations, the newest first; with words, those in which they stand. */
export async function fetchConversations(
  words: string,
  cursor: string | undefined,
): Promise<ConversationPage> {
  const query = { limit: PAGE, ...(words && { q: words }), ...(cursor && { cursor }) };
  // The client's types turn pairs into lists of any length.
  return unwrap(await api.GET("/api/v1/conversations", { params: { query } })) as ConversationPage;
}

/** The id of the newest conversation, or of a new one. */
export async function newestConversation(): Promise<string> {
  const answer = await api.GET("/api/v1/conversations", { params: { query: { limit: 1 } } });
  return unwrap(answer).items[0]?.id ?? (await newConversation());
}

/** Begins a conversation and returns its id. */
export async function newConversation(): Promise<string> {
  return unwrap(await api.POST("/api/v1/conversations", { body: {} })).id;
}

/** The title of a conversation; its first message gives it one. */
export async function fetchTitle(id: string): Promise<string> {
  const params = { path: { conversation_id: id } };
  return unwrap(await api.GET("/api/v1/conversations/{conversation_id}", { params })).title;
}

/** Gives a conversation another title. */
export async function renameConversation(id: string, title: string): Promise<void> {
  const params = { path: { conversation_id: id } };
  unwrap(await api.PATCH("/api/v1/conversations/{conversation_id}", { params, body: { title } }));
}

/** Deletes what was said; what was done stays. */
export async function deleteConversation(id: string): Promise<void> {
  const params = { path: { conversation_id: id } };
  unwrap(await api.DELETE("/api/v1/conversations/{conversation_id}", { params }));
}

/** Where all that was said and done can be downloaded. */
export function exportAddress(id: string, format: ExportFormat): string {
  return `/api/v1/conversations/${id}/export?format=${format}`;
}
