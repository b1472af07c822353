import { screen } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { TokensSection } from "@/components/settings/tokens-section";

afterEach(stopServing);

const TOKEN = {
  id: "t1",
  name: "My script",
  hint: "q7Xa",
  scopes: ["read"],
  created_at: "2026-03-01T10:00:00Z",
  expires_at: null,
  last_used_at: null,
};
const LIST = { json: { items: [TOKEN], next_cursor: null } };

it("makes a token, and shows its secret once", async () => {
  const server = await serve({
    "GET /api/v1/me/tokens": { json: { items: [], next_cursor: null } },
    "POST /api/v1/me/tokens": { status: 201, json: { ...TOKEN, secret: "todo_pat_secret" } },
  });
  const { user } = show(<TokensSection />);
  await user.type(screen.getByLabelText("Name of a new token"), "My script");
  await user.click(screen.getByLabelText("Change"));
  await user.click(screen.getByLabelText("ever"));
  server.answer({ "GET /api/v1/me/tokens": LIST });
  await user.click(screen.getByRole("button", { name: "Make a token" }));
  expect(await screen.findByDisplayValue("todo_pat_secret")).toBeVisible();
  expect(await screen.findByText("…q7Xa")).toBeVisible();
  expect(server.asked("POST /api/v1/me/tokens")[0]?.body).toEqual({
    name: "My script",
    scopes: ["read", "write"],
    expires_at: null,
  });
});

it("asks for at least one thing that it may do", async () => {
  await serve({ "GET /api/v1/me/tokens": LIST });
  const { user } = show(<TokensSection />);
  await user.click(screen.getByLabelText("Read"));
  expect(screen.getByRole("button", { name: "Make a token" })).toBeDisabled();
});

it("deletes one", async () => {
  const server = await serve({
    "GET /api/v1/me/tokens": LIST,
    "DELETE /api/v1/me/tokens/t1": { status: 204 },
  });
  const { user } = show(<TokensSection />);
  await user.click(await screen.findByRole("button", { name: "Delete the token My script" }));
  expect(server.asked("DELETE /api/v1/me/tokens/t1")).toHaveLength(1);
});
