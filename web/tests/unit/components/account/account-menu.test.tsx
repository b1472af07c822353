import { screen } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { AccountMenu } from "@/components/account/account-menu";

afterEach(stopServing);

const ACCOUNT = {
  id: "a1",
  email: "ada@example.org",
  is_guest: false,
  time_zone: "UTC",
  created_at: "2026-11-24T09:00:00Z",
};

it("says why somebody could not be signed out", async () => {
  const detail = "The backend is not there just now.";
  await serve({ "POST /api/v1/auth/logout": { status: 502, json: { detail } } });
  const { user } = show(<AccountMenu account={ACCOUNT} />);
  await user.click(screen.getByRole("button", { name: "Account: ada@example.org" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  expect(await screen.findByText(detail)).toBeVisible();
});
