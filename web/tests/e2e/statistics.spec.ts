import { expect, test } from "./support/app";

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("what is ticked off shows in the statistics", async ({ app, page }) => {
  await app.goTo("Statistics");
  await expect(page.getByText(/What you tick off shows up here/)).toBeVisible();
  await app.goTo("Inbox");
  await app.add("Buy milk");
  await page.getByRole("checkbox", { name: "Done: Buy milk" }).click();
  await expect(app.task("Buy milk")).toHaveCount(0);
  await app.goTo("Statistics");
  await expect(page.getByRole("img", { name: /the most were 1/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "By project" })).toContainText("1 done, 0 open");
  await page.getByText("As a table").click();
  await app.expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await app.expectFits();
});

test("all tasks of a list are on paper, and nothing else", async ({ app, page, context }) => {
  // More than are all in the page at once.
  const titles = Array.from({ length: 90 }, (_, index) => `Task ${index}`);
  for (const title of titles) await context.request.post("/api/v1/tasks", { data: { title } });
  await expect(app.task("Task 0")).toBeVisible();
  expect(await app.tasks.count()).toBeLessThan(titles.length);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(app.tasks).toHaveCount(titles.length);
  await expect(page.getByRole("navigation", { name: "Lists" })).toBeHidden();
  await expect(app.newTask).toBeHidden();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe("rgb(247, 247, 245)");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect.poll(() => app.tasks.count()).toBeLessThan(titles.length);
});
