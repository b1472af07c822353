import { expect, test } from "./support/app";

const CSV = "TYPE,CONTENT,PRIORITY,DATE\ntask,Buy milk,1,2026-03-02\ntask,,4,\ntask,Call mum,4,\n";

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("a file is looked at, taken over, and taken back", async ({ app, page }) => {
  await app.choose("Settings");
  await page
    .getByLabel("File with tasks")
    .setInputFiles({ name: "todoist.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) });
  const report = page.getByRole("region", { name: "Import" });
  await expect(report).toContainText("2 tasks, read as Todoist CSV");
  await expect(report).toContainText("Line 3");
  await app.expectAccessible();
  await report.getByRole("button", { name: "Import 2 tasks" }).click();
  await expect(report).toContainText("Imported");
  await report.getByRole("button", { name: "Undo the import" }).click();
  await expect(app.toast).toContainText("Taken back");
  await app.goTo("Inbox");
  await expect(page.getByText("Nothing to do.")).toBeVisible();
});

test("tasks and everything else can be had as a file", async ({ app, page }) => {
  await app.add("Buy milk");
  await app.choose("Settings");
  await page.getByLabel("Format").selectOption("todotxt");
  const tasks = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export tasks" }).click();
  expect((await tasks).suggestedFilename()).toMatch(/\.txt$/);
  const all = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  expect((await all).suggestedFilename()).toMatch(/\.json$/);
});

test("browsers are listed, and another one is signed out", async ({ app, browser, page }) => {
  await app.choose("Settings");
  const account = page.getByRole("region", { name: "Account", exact: true });
  const email = `${crypto.randomUUID()}@example.com`;
  await account.getByLabel("E-mail").fill(email);
  await account.getByLabel(/^Password/).fill("correct horse battery");
  await account.getByRole("button", { name: "Make account" }).click();
  await expect(account.getByText(email)).toBeVisible();
  const other = await browser.newContext();
  await other.request.post(new URL("/api/v1/auth/login", page.url()).href, {
    data: { email, password: "correct horse battery" },
  });
  await page.reload();
  const rows = page.getByRole("region", { name: "Browsers" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Sign all others out" }).click();
  await expect(rows).toHaveCount(1);
  const answer = await other.request.get(new URL("/api/v1/me", page.url()).href);
  expect(answer.status()).toBe(401);
  await other.close();
});

test("a token opens the API until it is deleted", async ({ app, page, playwright }) => {
  await app.choose("Settings");
  const tokens = page.getByRole("region", { name: "Access tokens" });
  await tokens.getByLabel("Name of a new token").fill("My script");
  await tokens.getByRole("button", { name: "Make a token" }).click();
  const secret = await tokens.getByLabel(/Keep it now/).inputValue();
  const script = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const tasks = new URL("/api/v1/tasks", page.url()).href;
  expect((await script.get(tasks)).status()).toBe(200);
  await tokens.getByRole("button", { name: "Delete the token My script" }).click();
  await expect(tokens.getByText("My script", { exact: false }).first()).toBeVisible();
  await expect.poll(async () => (await script.get(tasks)).status()).toBe(401);
  await script.dispose();
});

test("a guest can delete everything, after saying so", async ({ app, page }) => {
  await app.choose("Settings");
  await page.getByRole("button", { name: "Delete all of this guest’s" }).click();
  await app.expectAccessible();
  await page.getByLabel("Type “delete”").fill("delete");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("button", { name: "Start now" })).toBeVisible();
});

test("the settings fit a phone", async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await app.choose("Settings");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await app.expectFits();
  await app.expectAccessible();
});
