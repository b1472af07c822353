import { expect, test } from "./support/app";

test("from guest to done: say it, see it, tick it off, keep it, delete it, come back", async ({
  app,
}) => {
  await app.startAsGuest();
  await app.say("add buy milk tomorrow at 5pm #home");
  const milk = app.task("buy milk");
  await expect(milk).toContainText(/Tomorrow, 5:00\sPM/);
  await expect(milk).toContainText("#home");
  await expect(app.chat.locator("[data-receipt=create]")).toContainText("buy milk");

  await app.say("list my tasks");
  await expect(app.chat.getByRole("listitem").last()).toContainText("buy milk");

  await app.say("complete it");
  await expect(app.chat.locator("[data-receipt=complete]")).toContainText("buy milk");
  await expect(milk).toHaveCount(0);
  await app.page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(milk).toBeVisible();

  await app.say("delete it");
  await expect(app.question).toContainText("buy milk");
  await expect(milk).toBeVisible();
  await app.question.getByRole("button", { name: "Keep" }).click();
  await expect(app.chat).toContainText("Kept as it was.");
  await expect(milk).toBeVisible();

  await app.say("delete buy milk");
  await app.question.getByRole("button", { name: "Delete" }).click();
  await expect(app.chat.locator("[data-receipt=delete]")).toContainText("buy milk");
  await expect(milk).toHaveCount(0);

  await app.page.reload();
  await expect(app.chat).toContainText("add buy milk tomorrow at 5pm #home");
  await expect(app.chat.locator("[data-receipt=delete]")).toContainText("buy milk");
  await expect(app.page.getByText("Nothing to do.")).toBeVisible();
});

test("a question that waits is still there after a reload, and can be answered then", async ({
  app,
}) => {
  await app.startAsGuest();
  await app.add("Old receipts");
  await app.say("delete old receipts");
  await expect(app.question).toContainText("Old receipts");
  await app.page.reload();
  await expect(app.question.getByRole("button", { name: "Keep" })).toBeEnabled();
  await app.question.getByRole("button", { name: "Delete" }).click();
  await expect(app.task("Old receipts")).toHaveCount(0);
  await expect(app.question).toHaveCount(0);
});

test("what the assistant did can be taken back", async ({ app }) => {
  await app.startAsGuest();
  await app.say("add water the plants");
  await expect(app.task("water the plants")).toBeVisible();
  await app.chat.getByRole("button", { name: "Undo" }).click();
  await expect(app.chat.getByText("Undone")).toBeVisible();
  await expect(app.task("water the plants")).toHaveCount(0);
  await app.page.reload();
  await expect(app.chat.getByText("Undone")).toBeVisible();
});

test("an empty chat shows what one can say, and who answers", async ({ app }) => {
  await app.startAsGuest();
  await expect(app.page.getByRole("complementary", { name: "Assistant" })).toContainText(
    /assistant|\//i,
  );
  await app.page.getByRole("button", { name: "What can you do?" }).click();
  await expect(app.chat.getByRole("listitem")).not.toHaveCount(0);
  await app.page.getByRole("button", { name: "New conversation" }).click();
  await expect(app.page.getByRole("button", { name: "What can you do?" })).toBeVisible();
});

test("a reload in mid-answer loses nothing", async ({ app }) => {
  await app.startAsGuest();
  const box = app.page.getByRole("textbox", { name: "Message to the assistant" });
  await box.fill("add call mum on sunday #family");
  const sent = app.page.waitForResponse(/\/messages$/);
  await box.press("Enter");
  await sent;
  await app.page.reload();
  await expect(app.task("call mum")).toHaveCount(1);
  await expect(app.chat.locator("[data-receipt=create]")).toHaveCount(1);
});

test("the chat is open to everybody", async ({ app }) => {
  await app.startAsGuest();
  await app.add("Old receipts");
  await app.say("delete old receipts");
  await expect(app.question.getByRole("button", { name: "Keep" })).toBeFocused();
  for (const colorScheme of ["light", "dark"] as const) {
    await app.page.emulateMedia({ colorScheme });
    await app.expectAccessible();
  }
});
