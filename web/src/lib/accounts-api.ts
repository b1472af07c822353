import {
  api,
  browserTimeZone,
  unwrap,
  type Account,
  type AccountDeletion,
  type PasswordChange,
  type Session,
} from "./api-client";

/** What signs a person in. */
export interface Credentials {
  email: string;
  password: string;
}

/** Who is signed in, and where the account's live stream was before anything else was fetched. */
export interface Me {
  account: Account | null;
  position: string | null;
}

/** The signed-in account, or null. */
export async function fetchMe(): Promise<Me> {
  const answer = await api.GET("/api/v1/me");
  if (answer.response.status === 401) return { account: null, position: null };
  return { account: unwrap(answer), position: answer.response.headers.get("live-position") };
}

/** Starts without an account. */
export async function continueAsGuest(): Promise<Account> {
  return unwrap(await api.POST("/api/v1/auth/guest", { body: { time_zone: browserTimeZone() } }));
}

/** Makes an account; a guest becomes it. */
export async function register(credentials: Credentials): Promise<Account> {
  const body = { ...credentials, time_zone: browserTimeZone() };
  return unwrap(await api.POST("/api/v1/auth/register", { body }));
}

/** Signs in; the browser keeps the cookie. */
export async function logIn(credentials: Credentials): Promise<Account> {
  return unwrap(await api.POST("/api/v1/auth/login", { body: credentials }));
}

/** Signs this browser out. */
export async function logOut(): Promise<void> {
  unwrap(await api.POST("/api/v1/auth/logout"));
}

/** Changes which zone “today” is meant in. */
export async function changeTimeZone(time_zone: string): Promise<Account> {
  return unwrap(await api.PATCH("/api/v1/me", { body: { time_zone }, params: {} }));
}

/** Changes the password; all other browsers are signed out. */
export async function changePassword(body: PasswordChange): Promise<void> {
  unwrap(await api.POST("/api/v1/me/password", { body }));
}

/** Deletes the account with all that belongs to it, for good. */
export async function deleteAccount(body: AccountDeletion): Promise<void> {
  unwrap(await api.DELETE("/api/v1/me", { body }));
}

/** The browsers that are signed in, the newest first. */
export async function fetchSessions(): Promise<Session[]> {
  return unwrap(await api.GET("/api/v1/me/sessions")).items;
}

/** Signs one browser out. */
export async function endSession(id: string): Promise<void> {
  const params = { path: { session_id: id } };
  unwrap(await api.DELETE("/api/v1/me/sessions/{session_id}", { params }));
}

/** Signs all other browsers out. */
export async function endOtherSessions(): Promise<void> {
  unwrap(await api.DELETE("/api/v1/me/sessions"));
}
