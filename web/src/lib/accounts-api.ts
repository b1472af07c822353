import { api, browserTimeZone, unwrap, type Account } from "./api-client";

/** What signs a person in. */
export interface Credentials {
  email: string;
  password: string;
}

/** The signed-in account, or null. */
export async function fetchMe(): Promise<Account | null> {
  const answer = await api.GET("/api/v1/me");
  return answer.response.status === 401 ? null : unwrap(answer);
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
