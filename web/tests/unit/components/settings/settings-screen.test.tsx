import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing, type Routes, type Server } from "../../support/server";

import { SettingsScreen } from "@/components/settings/settings-screen";

afterEach(stopServing);

const ADA = {
  id: "a1",
  email: "ada@example.org",
  is_guest: false,
  time_zone: "Europe/Zurich",
  created_at: "2026-03-01T10:00:00Z",
};
const SESSION = {
  browser: "Firefox",
  created_at: "2026-03-01T10:00:00Z",
  last_seen_at: "2026-03-02T10:00:00Z",
};
const HERE = { ...SESSION, id: "s1", is_current: true };
const ELSEWHERE = { ...SESSION, id: "s2", browser: "Safari", is_current: false };
const list = (...items: unknown[]) => ({ json: { items, next_cursor: null } });

async function settings(routes: Routes = {}) {
  const server: Server = await serve({
    "GET /api/v1/me": { json: ADA },
    "GET /api/v1/me/sessions": list(HERE, ELSEWHERE),
    "GET /api/v1/me/tokens": list(),
    "GET /api/v1/me/assistant": {
      json: { model: null, key_end: null, models: [], own_keys: false },
    },
    "GET /api/v1/me/calendar-feed": { json: { exists: false } },
    ...routes,
  });
  const { user } = show(<SettingsScreen />);
  await screen.findByRole("heading", { name: "Settings" });
  return { server, user };
}

it("changes the password, and says that other browsers are signed out", async () => {
  const { server, user } = await settings({ "POST /api/v1/me/password": { status: 204 } });
  await user.click(screen.getByRole("button", { name: "Change the password" }));
  await user.type(screen.getByLabelText("Password until now"), "the old one");
  await user.type(screen.getByLabelText(/^New password/), "a new and longer one");
  await user.click(screen.getByLabelText("Access tokens stop working, too"));
  await user.click(screen.getByRole("button", { name: "Change the password" }));
  expect(await screen.findByText(/^The password is changed/)).toBeVisible();
  expect(server.asked("POST /api/v1/me/password")[0]?.body).toEqual({
    current_password: "the old one",
    new_password: "a new and longer one",
    delete_tokens: true,
  });
});

it("lets a guest make an account", async () => {
  await settings({ "GET /api/v1/me": { json: { ...ADA, email: null, is_guest: true } } });
  expect(screen.getByRole("button", { name: "Make account" })).toBeVisible();
  expect(screen.getByText(/^You are a guest/)).toBeVisible();
});

it("changes the time zone, and takes it back when the server refuses", async () => {
  const { server, user } = await settings({
    "PATCH /api/v1/me": { status: 422, json: { detail: "Nobody lives there." } },
  });
  const zone = screen.getByLabelText(/^Time zone/);
  await user.selectOptions(zone, "Asia/Tokyo");
  expect(await screen.findByText("Nobody lives there.")).toBeVisible();
  expect(zone).toHaveValue("Europe/Zurich");
  server.answer({ "PATCH /api/v1/me": { json: { ...ADA, time_zone: "Asia/Tokyo" } } });
  await user.selectOptions(zone, "Asia/Tokyo");
  await waitFor(() => {
    expect(zone).toHaveValue("Asia/Tokyo");
  });
});

it("signs other browsers out, one or all of them", async () => {
  const { server, user } = await settings({
    "DELETE /api/v1/me/sessions/s2": { status: 204 },
    "DELETE /api/v1/me/sessions": { status: 204 },
  });
  await user.click(await screen.findByRole("button", { name: "Sign out: Safari" }));
  await user.click(screen.getByRole("button", { name: "Sign all others out" }));
  await waitFor(() => {
    expect(server.asked("DELETE /api/v1/me/sessions")).toHaveLength(1);
  });
  expect(server.asked("DELETE /api/v1/me/sessions/s2")).toHaveLength(1);
  expect(screen.queryByRole("button", { name: "Sign out: Firefox" })).toBeNull();
});

it("exports in the format that is chosen", async () => {
  const { user } = await settings();
  await user.selectOptions(screen.getByLabelText("Format"), "todo-csv");
  const link = screen.getByRole("link", { name: "Export tasks" });
  expect(link).toHaveAttribute("href", expect.stringContaining("todo-csv"));
});

it("shows reminders in the page where the browser cannot show them outside of it", async () => {
  const { user } = await settings();
  const box = screen.getByLabelText("Show reminders in this browser");
  expect(box).toBeChecked();
  expect(screen.getByText(/This browser cannot show them outside/)).toBeVisible();
  await user.click(box);
  expect(screen.queryByText(/This browser cannot show them outside/)).toBeNull();
});
