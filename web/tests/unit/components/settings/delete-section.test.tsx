import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { DeleteSection } from "@/components/settings/delete-section";

afterEach(stopServing);

const GUEST = {
  id: "a1",
  email: null,
  is_guest: true,
  time_zone: "UTC",
  created_at: "2026-03-01T10:00:00Z",
};
const ADA = { ...GUEST, email: "ada@example.com", is_guest: false };

it("deletes a guest only after the word was typed", async () => {
  const server = await serve({ "DELETE /api/v1/me": { status: 204 } });
  const { user } = show(<DeleteSection account={GUEST} />);
  await user.click(screen.getByRole("button", { name: "Delete all of this guest’s" }));
  const sure = screen.getByRole("button", { name: "Delete everything" });
  expect(sure).toBeDisabled();
  await user.type(screen.getByLabelText("Type “delete”"), "delete");
  await user.click(sure);
  await waitFor(() => {
    expect(server.asked("DELETE /api/v1/me")[0]?.body).toEqual({ confirm: "delete" });
  });
});

it("asks an account for its password, and says when it is wrong", async () => {
  const detail = "The password is not right.";
  const server = await serve({ "DELETE /api/v1/me": { status: 403, json: { detail } } });
  const { user } = show(<DeleteSection account={ADA} />);
  await user.click(screen.getByRole("button", { name: "Delete the account" }));
  await user.type(screen.getByLabelText("Your password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Delete everything" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  expect(server.asked("DELETE /api/v1/me")[0]?.body).toEqual({ password: "wrong" });
});
