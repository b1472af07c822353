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
  await app.page.getByRole("button", { name: `Edit “${LONG}”` }).click();
  await expect(app.page.getByRole("dialog", { name: "Edit task" })).toBeVisible();
  await app.expectFits();
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
