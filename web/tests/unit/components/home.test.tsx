import { screen } from "@testing-library/react";

import { show } from "../support/render";
import { serve, stopServing } from "../support/server";

import { Home } from "@/components/home";

afterEach(stopServing);

const GUEST = { id: "a1", email: null, is_guest: true, time_zone: "UTC", created_at: "2026-11-24" };
const SIGNED_OUT = { status: 401, json: { detail: "Sign in, or continue as a guest." } };
const EMPTY = { json: { items: [], next_cursor: null } };

const LIST = <h1>The list of the address</h1>;

const APP = {
  "GET /api/v1/tasks": EMPTY,
  "GET /api/v1/tags": EMPTY,
  "GET /api/v1/projects": EMPTY,
  "GET /api/v1/filters": EMPTY,
  "GET /api/v1/events": { status: 401, json: { detail: "Not in this test." } },
  "GET /api/v1/conversations": { json: { items: [{ id: "v1" }] } },
  "GET /api/v1/conversations/v1/messages": EMPTY,
  "GET /api/v1/assistant": { json: { model: "offline", offline: true, detail: "No key is set." } },
};

it("lets a stranger in with one click", async () => {
  const server = await serve({
    ...APP,
    "GET /api/v1/me": SIGNED_OUT,
    "POST /api/v1/auth/guest": { status: 201, json: GUEST },
  });
  const { user } = show(<Home>{LIST}</Home>);
  await user.click(await screen.findByRole("button", { name: "Start now" }));
  expect(await screen.findByRole("heading", { name: "The list of the address" })).toBeVisible();
  expect(await screen.findByText("Offline assistant")).toBeVisible();
  expect(server.asked("POST /api/v1/auth/guest")).toHaveLength(1);
});

it("says when nobody can be let in", async () => {
  const detail = "The database does not answer.";
  await serve({
    "GET /api/v1/me": SIGNED_OUT,
    "POST /api/v1/auth/guest": { status: 503, json: { detail } },
  });
  const { user } = show(<Home>{LIST}</Home>);
  await user.click(await screen.findByRole("button", { name: "Start now" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
});

it("shows who is refused and lets them try again", async () => {
  const server = await serve({ "GET /api/v1/me": { status: 403, json: { detail: "Not today." } } });
  const { user } = show(<Home>{LIST}</Home>);
  expect(await screen.findByRole("alert")).toHaveTextContent("Not today.");
  server.answer({ "GET /api/v1/me": SIGNED_OUT });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Start now" })).toBeVisible();
});

it("asks nobody who came without a session who they are", async () => {
  const server = await serve(APP);
  show(<Home stranger>{LIST}</Home>);
  expect(await screen.findByRole("button", { name: "Start now" })).toBeVisible();
  expect(server.asked("GET /api/v1/me")).toHaveLength(0);
});
