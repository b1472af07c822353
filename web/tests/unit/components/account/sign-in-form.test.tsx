import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";
import { serve, stopServing } from "../../support/server";

import { SignInForm } from "@/components/account/sign-in-form";

afterEach(stopServing);

const ACCOUNT = { id: "a1", email: "ada@example.org", is_guest: false, time_zone: "UTC" };

it("signs in", async () => {
  const server = await serve({ "POST /api/v1/auth/login": { json: ACCOUNT } });
  const onDone = jest.fn();
  const { user } = show(<SignInForm onDone={onDone} />);
  await user.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "short is fine");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => {
    expect(onDone).toHaveBeenCalled();
  });
  expect(server.seen[0]?.body).toEqual({ email: "ada@example.org", password: "short is fine" });
});

it("says why somebody cannot come in", async () => {
  const detail = "The e-mail or the password is wrong.";
  await serve({ "POST /api/v1/auth/login": { status: 401, json: { detail } } });
  const { user } = show(<SignInForm />);
  await user.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
});

it("asks a new person for a password that is long enough", async () => {
  const server = await serve({ "POST /api/v1/auth/register": { status: 201, json: ACCOUNT } });
  const { user } = show(<SignInForm />);
  await user.click(screen.getByRole("button", { name: "I am new here" }));
  const password = screen.getByLabelText(/at least 10 characters/);
  expect(password).toHaveAttribute("minlength", "10");
  await user.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await user.type(password, "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Make account" }));
  await waitFor(() => {
    expect(server.asked("POST /api/v1/auth/register")).toHaveLength(1);
  });
});
