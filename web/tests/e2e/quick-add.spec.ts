import { expect, test } from "./support/app";

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("dates and tags are marked while one types, and are what is added", async ({ app }) => {
  await app.newTask.pressSequentially("call Ana tomorrow 5pm #work !high");
  await expect(app.page.locator("mark")).toHaveText(["tomorrow", "5pm", "#work", "!high"]);
  await expect(app.page.getByLabel("Time", { exact: true })).toHaveValue("17:00");
  await expect(app.page.getByLabel("Priority")).toHaveValue("high");
  await app.expectAccessible();
  await app.newTask.press("Enter");
  await expect(app.task("call Ana")).toContainText("Tomorrow, 5:00 PM");
  await expect(app.task("call Ana")).toContainText("#work");
});

test("a repetition is read back in words before it is added", async ({ app }) => {
  await app.newTask.fill("water the plants every monday");
  await expect(app.page.getByText("Repeats every week on Monday")).toBeVisible();
  await app.newTask.press("Enter");
  await expect(app.task("water the plants")).toContainText("Repeats every week on Monday");
});

test("words can stay words", async ({ app }) => {
  await app.newTask.fill("read “The Day After Tomorrow”, tomorrow");
  await app.page.getByRole("button", { name: "Keep the words as they are" }).click();
  await app.newTask.press("Enter");
  await expect(app.task("read “The Day After Tomorrow”, tomorrow")).toBeVisible();
});

test("the marks follow a text that is longer than the field", async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await app.newTask.fill(`${"a very long text ".repeat(6)} tomorrow`);
  const mark = page.locator("mark");
  await expect(mark).toHaveText("tomorrow");
  await app.newTask.press("Home");
  await app.newTask.press("End");
  const field = await app.newTask.boundingBox();
  await expect
    .poll(async () => {
      const box = await mark.boundingBox();
      return box && field && box.x + box.width <= field.x + field.width + 2;
    })
    .toBe(true);
  await app.expectFits();
});
