import type { Page } from "@playwright/test";

import { expect, test, type App } from "./support/app";

const SCRIPTS = "**/_next/static/chunks/*.js";

/** Lets the scripts that are fetched from now on come late, or not at all. */
async function scripts(page: Page, how: "late" | "never"): Promise<void> {
  await page.route(SCRIPTS, async (route) => {
    if (how === "never") return route.abort();
    await new Promise((resolve) => setTimeout(resolve, 700));
    return route.continue();
  });
}

/** Two tasks in a page that has not yet fetched what drags them, and waits for it. */
async function twoTasks(app: App, page: Page): Promise<void> {
  await app.startAsGuest();
  await app.add("First");
  await app.add("Second");
  await page.reload();
  await expect(app.tasks).toHaveCount(2);
  await scripts(page, "late");
}

test("a dialog whose code cannot be fetched is told of, and comes when it can", async ({
  app,
  page,
}) => {
  await app.startAsGuest();
  await scripts(page, "never");
  await page.keyboard.press("Control+k");
  const alert = page.getByRole("alert").filter({ hasText: "could not be fetched" });
  await expect(alert).toBeVisible();
  await app.expectAccessible();
  await app.newTask.fill("Goes on");
  await expect(app.newTask).toHaveValue("Goes on");

  await page.unroute(SCRIPTS);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(alert).toBeHidden();
});

test("what is typed before the scripts are here is kept", async ({ app, page }) => {
  await app.startAsGuest();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(SCRIPTS, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/inbox", { waitUntil: "commit" });
  await app.newTask.pressSequentially("Buy milk");
  await app.newTask.press("Enter");
  release();
  await expect(page.getByRole("button", { name: "Add", exact: true })).toBeEnabled();
  await expect(app.newTask).toHaveValue("Buy milk");
  await app.newTask.press("Enter");
  await expect(app.task("Buy milk")).toBeVisible();
});

test("a task is taken up by the first key that is pressed, before its code is here", async ({
  app,
  page,
}) => {
  await twoTasks(app, page);
  await page.getByRole("button", { name: "Move “Second” to another place" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Over “Second”.")).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Over “First”.")).toBeAttached();
  await page.keyboard.press("Space");
  await expect(app.tasks).toHaveText([/^Second/, /^First/]);
});

test("a task is dragged by a button that was pressed before its code is here", async ({
  app,
  page,
}) => {
  await twoTasks(app, page);
  const [from, to] = [
    await app.task("Second").boundingBox(),
    await app.task("First").boundingBox(),
  ];
  if (!from || !to) throw new Error("The tasks are not in sight.");
  const x = from.x + from.width / 2;
  await page.mouse.move(x, from.y + from.height / 2);
  await page.mouse.down();
  // The code that drags is here when the handle tells how.
  const handle = page.getByRole("button", { name: "Move “Second” to another place" });
  await expect(handle).toHaveAttribute("aria-describedby", /./);
  await page.mouse.move(x, from.y, { steps: 4 });
  await page.mouse.move(x, to.y + 4, { steps: 8 });
  await expect(page.getByText("Over “First”.")).toBeAttached();
  await page.mouse.up();
  await expect(app.tasks).toHaveText([/^Second/, /^First/]);
});
