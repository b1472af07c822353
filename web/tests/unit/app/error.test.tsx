import { render, screen, within } from "@testing-library/react";

import { show } from "../support/render";

import ErrorPage from "@/app/error";
import GlobalErrorPage from "@/app/global-error";
import { keepLanguage } from "@/lib/languages";

// What colours the page is no script.
jest.mock("@/app/globals.css", () => ({}));

it("says that a page broke, and tries again", async () => {
  const reset = jest.fn();
  const { user } = show(<ErrorPage reset={reset} />);
  const alert = within(screen.getByRole("alert"));
  expect(alert.getByRole("heading", { name: "This page broke." })).toBeVisible();
  expect(alert.getByRole("button", { name: "Reload" })).toBeVisible();
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(reset).toHaveBeenCalledTimes(1);
});

it("says it in the chosen language when the frame of all pages broke", async () => {
  keepLanguage("de");
  const page = render(<GlobalErrorPage reset={() => undefined} />, { container: document });
  expect(
    await screen.findByRole("heading", { name: "Diese Seite ist ausgefallen." }),
  ).toBeVisible();
  expect(document.documentElement.lang).toBe("de");
  page.unmount();
  keepLanguage(null);
});
