import { expect, test, type App } from "./support/app";

async function withThree(app: App): Promise<void> {
  await app.startAsGuest();
  await app.say("add milk, bread and tea");
  await expect(app.tasks).toHaveCount(3);
}

test("what is taken out of a question is left alone; one undo takes the rest back", async ({
  app,
}) => {
  await withThree(app);
  await app.say("delete all tasks");
  await app.question.getByRole("checkbox", { name: "bread" }).uncheck();
  await app.expectAccessible();
  await app.question.getByRole("button", { name: "Delete 2 of 3" }).click();
  await expect(app.tasks).toHaveCount(1);
  await expect(app.task("bread")).toBeVisible();
  const receipt = app.chat.locator("[data-receipt=delete]");
  await expect(receipt).toContainText("2 tasks");
  await expect(app.chat).not.toContainText("was called with");
  await receipt.getByRole("button", { name: "Undo" }).click();
  await expect(app.tasks).toHaveCount(3);
});

test("another day than the one that was asked about, by keyboard alone", async ({ app, page }) => {
  await withThree(app);
  await app.say("move all tasks to 2031-03-04");
  await expect(app.question.getByRole("button", { name: "Leave it" })).toBeFocused();
  await app.question.getByLabel("Due on").fill("2031-05-06");
  await page.keyboard.press("Control+Enter");
  await expect(app.chat.locator("[data-receipt=update]")).toContainText("3 tasks");
  for (const title of ["milk", "bread", "tea"]) {
    await expect(app.task(title)).toContainText("May 6, 2031");
  }
});

test("Enter pressed in haste destroys nothing", async ({ app, page }) => {
  await withThree(app);
  await app.say("delete all tasks");
  await expect(app.question.getByRole("button", { name: "Keep" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.chat).toContainText("Kept as it was.");
  await expect(app.tasks).toHaveCount(3);
});

test("a question that has expired says so", async ({ app, page }) => {
  await withThree(app);
  await page.route(/\/approvals\/[^/]+$/, async (route) => {
    const answer = await route.fetch();
    const asked = (await answer.json()) as object;
    await route.fulfill({ json: { ...asked, status: "expired" } });
  });
  await app.say("delete all tasks");
  await expect(app.question).toContainText("This question has expired");
  await expect(app.question.getByRole("button")).toHaveCount(0);
});

test("a task that was spoken of opens by its address", async ({ app, page }) => {
  await app.startAsGuest();
  await app.say("add buy milk");
  await app.chat.locator("[data-receipt]").getByRole("link", { name: "buy milk" }).click();
  await expect(page).toHaveURL(/[?&]task=[0-9a-f-]{36}/);
  await expect(page).toHaveURL(/[?&]chat=/);
});
