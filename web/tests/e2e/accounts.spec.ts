import { expect, test, type App } from "./support/app";

const PASSWORD = "correct horse battery";
const someone = (): string => `${crypto.randomUUID()}@example.org`;

async function fillIn(app: App, email: string, password: string): Promise<void> {
  await app.page.getByLabel("E-mail").fill(email);
  await app.page.getByLabel("Password").fill(password);
}

test("a guest becomes an account and keeps everything", async ({ app, browser }) => {
  const email = someone();
  await app.startAsGuest();
  await app.add("Mine from the start");
  await app.choose("Make this an account");
  await app.expectAccessible();
  await fillIn(app, email, PASSWORD);
  await app.page.getByRole("button", { name: "Make account" }).click();
  await expect(app.page.getByRole("banner")).toContainText(email);
  await expect(app.task("Mine from the start")).toBeVisible();

  await app.choose("Sign out");
  await expect(app.page.getByRole("button", { name: "Start now" })).toBeVisible();
  await app.page.getByRole("button", { name: "Sign in, or make an account" }).click();
  await fillIn(app, email, PASSWORD);
  await app.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(app.task("Mine from the start")).toBeVisible();
  expect(browser.contexts()).toHaveLength(1);
});

test("a wrong password and an unknown address look the same", async ({ app }) => {
  await app.open();
  await app.page.getByRole("button", { name: "Sign in, or make an account" }).click();
  await fillIn(app, someone(), "not the password");
  await app.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(app.page.getByRole("alert").first()).toBeVisible();
  await app.expectAccessible();
});

test("somebody else sees nothing of it", async ({ app, browser }) => {
  await app.startAsGuest();
  await app.add("A secret");
  const other = await browser.newContext();
  const page = await other.newPage();
  await page.goto(app.page.url());
  await page.getByRole("button", { name: "Start now" }).click();
  await expect(page.getByText("Nothing to do.")).toBeVisible();
  await other.close();
});

test("no script can read the session", async ({ app, context }) => {
  await app.startAsGuest();
  const session = (await context.cookies()).find((cookie) => cookie.name === "todo_session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await app.page.evaluate(() => document.cookie)).not.toContain("todo_session");
  expect(await app.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("the theme is chosen once and stays, without a flash of the other", async ({ app }) => {
  await app.startAsGuest();
  await app.page.getByRole("button", { name: "Account: Guest" }).click();
  await app.page.getByRole("menuitemradio", { name: "Dark" }).click();
  const html = app.page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "dark");
  const first = await (await app.page.request.get("/")).text();
  expect(first).toContain('<html lang="en" data-theme="dark"');
});

test("the welcome is open to everybody", async ({ app }) => {
  await app.open();
  await expect(app.page.getByRole("button", { name: "Start now" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await app.page.emulateMedia({ colorScheme });
    await app.expectAccessible();
  }
  await app.page.goto("/no-such-page");
  await app.expectAccessible();
  await app.page.getByRole("link", { name: "Back to your tasks" }).click();
  await expect(app.page.getByRole("button", { name: "Start now" })).toBeVisible();
});
