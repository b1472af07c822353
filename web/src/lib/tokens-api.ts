import { api, unwrap, type AccessToken, type TokenCreate, type TokenMade } from "./api-client";

/** Personal access tokens, the newest first; their secrets are not shown again. */
export async function fetchTokens(): Promise<AccessToken[]> {
  return unwrap(await api.GET("/api/v1/me/tokens")).items;
}

/** Makes a token; its secret is in this answer and nowhere else. */
export async function makeToken(body: TokenCreate, key: string): Promise<TokenMade> {
  const params = { header: { "idempotency-key": key } };
  return unwrap(await api.POST("/api/v1/me/tokens", { body, params }));
}

/** Deletes a token; it stops working at once. */
export async function deleteToken(id: string): Promise<void> {
  const params = { path: { token_id: id } };
  unwrap(await api.DELETE("/api/v1/me/tokens/{token_id}", { params }));
}

/** Whether there is a calendar feed. */
export async function hasFeed(): Promise<boolean> {
  return unwrap(await api.GET("/api/v1/me/calendar-feed")).exists;
}

/** Makes a calendar feed and returns its address, which is not shown again. */
export async function makeFeed(key: string): Promise<string> {
  const params = { header: { "idempotency-key": key } };
  const { path } = unwrap(await api.POST("/api/v1/me/calendar-feed", { params }));
  return new URL(path, window.location.origin).href;
}

/** Ends the calendar feed; its address leads nowhere from now on. */
export async function endFeed(): Promise<void> {
  unwrap(await api.DELETE("/api/v1/me/calendar-feed"));
}
