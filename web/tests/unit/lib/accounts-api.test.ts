import { serve, stopServing } from "../support/server";

import { continueAsGuest, fetchMe, logIn, logOut, register } from "@/lib/accounts-api";

afterEach(stopServing);

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const CREDENTIALS = { email: "ada@example.org", password: "correct horse battery" };
const GUEST = { id: "a1", email: null, is_guest: true, time_zone: ZONE };

it("tells nobody signed in from a server in trouble", async () => {
  const server = await serve({ "GET /api/v1/me": { status: 401, json: { detail: "Sign in." } } });
  await expect(fetchMe()).resolves.toEqual({ account: null, position: null });
  server.answer({ "GET /api/v1/me": { status: 503, json: { detail: "The database is away." } } });
  await expect(fetchMe()).rejects.toThrow("The database is away.");
  server.answer({ "GET /api/v1/me": { json: GUEST, headers: { "live-position": "7-a" } } });
  await expect(fetchMe()).resolves.toEqual({ account: GUEST, position: "7-a" });
});

it("tells the server the time zone of a new guest and of a new account", async () => {
  const server = await serve({
    "POST /api/v1/auth/guest": { status: 201, json: GUEST },
    "POST /api/v1/auth/register": { status: 201, json: GUEST },
  });
  await continueAsGuest();
  await register(CREDENTIALS);
  expect(server.seen.map((one) => one.body)).toEqual([
    { time_zone: ZONE },
    { ...CREDENTIALS, time_zone: ZONE },
  ]);
});

it("signs in and out", async () => {
  const server = await serve({
    "POST /api/v1/auth/login": { json: GUEST },
    "POST /api/v1/auth/logout": { status: 204 },
  });
  await logIn(CREDENTIALS);
  await logOut();
  expect(server.seen.map((one) => [one.path, one.body])).toEqual([
    ["/api/v1/auth/login", CREDENTIALS],
    ["/api/v1/auth/logout", null],
  ]);
});
