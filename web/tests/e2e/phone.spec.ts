import { expect, test } from "./support/app";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

const LONG =
  "A title that is much longer than a narrow screen, withonewordthatdoesnotbreakanywhereatall";

test("the tasks fit a narrow screen", async ({ app, context }) => {
  await app.open();
  await app.expectFits();
  await app.startAsGuest();
  const data = { title: LONG, notes: LONG, priority: "high", tags: ["first", "second", "third"] };
  await context.request.post("/api/v1/tasks", { data });
  await app.page.reload();
  await expect(app.tasks).toHaveCount(1);
  await app.expectFits();
  await app.newTask.fill("Something");
  await expect(app.page.getByLabel("Priority")).toBeVisible();
  await app.expectFits();
  await app.expectAccessible();
  await app.page.getByText(LONG).first().click();
  const sheet = app.page.getByRole("dialog", { name: "Task" });
  await expect(sheet.getByRole("textbox", { name: "Title" })).toHaveValue(LONG);
  await app.expectFits();
  await app.expectAccessible();
  await sheet.getByRole("button", { name: "Close the task" }).click();
  await expect(sheet).toBeHidden();
});

test("the lists lie in a drawer, which closes behind the one that is chosen", async ({ app }) => {
  await app.startAsGuest();
  await app.page.getByRole("button", { name: "All lists" }).click();
  const drawer = app.page.getByRole("dialog", { name: "All lists" });
  await expect(drawer.getByRole("link", { name: "Upcoming" })).toBeVisible();
  await app.expectFits();
  await app.expectAccessible();
  await drawer.getByRole("link", { name: "Upcoming" }).click();
  await expect(app.page).toHaveURL(/\/upcoming$/);
  await expect(drawer).toBeHidden();
  await expect(app.page.getByText("Nothing is planned.")).toBeVisible();
});

test("the assistant lies over the tasks and goes away again", async ({ app }) => {
  await app.startAsGuest();
  const box = app.page.getByRole("textbox", { name: "Message to the assistant" });
  await expect(box).toBeHidden();
  await app.page.getByRole("button", { name: "Assistant", exact: true }).click();
  await app.say("add buy milk tomorrow at 5pm #home");
  await app.expectFits();
  await app.expectAccessible();
  await app.page.getByRole("button", { name: "Conversations" }).click();
  const list = app.page.getByRole("dialog", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await app.expectFits();
  await list.getByRole("button", { name: "Close" }).click();
  await app.page.getByRole("button", { name: "Close the assistant" }).click();
  await expect(box).toBeHidden();
  await expect(app.task("buy milk")).toContainText("#home");
});
