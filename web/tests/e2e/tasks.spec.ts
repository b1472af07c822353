import { expect, test } from "./support/app";

const inDays = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return new Intl.DateTimeFormat("en-CA").format(date);
};

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("a task is added with all its details", async ({ app }) => {
  await app.newTask.fill("Prepare the talk");
  const form = app.page.locator("form").filter({ has: app.newTask });
  await form.getByLabel("Date").fill(inDays(1));
  await form.getByLabel("Time").fill("09:30");
  await form.getByLabel("Priority").selectOption("high");
  await form.getByLabel("Tags").fill("#Work, talks");
  await form.getByRole("button", { name: "Add" }).click();
  const row = app.task("Prepare the talk");
  await expect(row).toContainText(/Tomorrow, 9:30\sAM/);
  await expect(row).toContainText(/high/i);
  await expect(row).toContainText("#talks");
  await expect(row).toContainText("#work");
});

test("a task is edited, and the change is there after a reload", async ({ app }) => {
  await app.add("Book the train");
  await app.task("Book the train").getByText("Book the train").click();
  const dialog = app.page.getByRole("dialog", { name: "Edit task" });
  await dialog.getByLabel("Title").fill("Book the night train");
  await dialog.getByLabel("Notes").fill("Window seat");
  await dialog.getByLabel("Date").fill(inDays(0));
  await app.expectAccessible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await app.page.reload();
  await expect(app.task("Book the night train")).toContainText("Window seat");
  await expect(app.task("Book the night train")).toContainText("Today");
});

test("a change made elsewhere in the meantime is not overwritten", async ({ app, context }) => {
  await app.add("Shared");
  await app.task("Shared").getByText("Shared").click();
  const dialog = app.page.getByRole("dialog", { name: "Edit task" });
  const { items } = (await (await context.request.get("/api/v1/tasks")).json()) as {
    items: { id: string }[];
  };
  await context.request.patch(`/api/v1/tasks/${items[0]?.id}`, {
    data: { notes: "from elsewhere" },
  });
  await dialog.getByLabel("Title").fill("Mine");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("changed elsewhere");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(app.task("Shared")).toContainText("from elsewhere");
});

test("a task is ticked off and taken back", async ({ app }) => {
  await app.add("Water the plants");
  await app.page.getByRole("checkbox", { name: "Done: Water the plants" }).click();
  await expect(app.tasks).toHaveCount(0);
  await app.page.getByRole("button", { name: "Done", exact: true }).click();
  const tick = app.page.getByRole("checkbox", { name: "Done: Water the plants" });
  await expect(tick).toBeChecked();
  await tick.click();
  await app.page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(app.task("Water the plants")).toBeVisible();
});

test("a deleted task comes back with one click", async ({ app }) => {
  await app.add("Read the book");
  await app.add("Another one");
  await app.page.getByRole("button", { name: "Delete “Read the book”" }).click();
  await expect(app.task("Read the book")).toHaveCount(0);
  await app.page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(app.task("Read the book")).toBeVisible();
});

test("only the tasks asked for are shown", async ({ app, context }) => {
  for (const data of [
    { title: "Late", due_date: inDays(-1), tags: ["work"] },
    { title: "Now", due_date: inDays(0), tags: ["home"] },
    { title: "Some day" },
  ]) {
    await context.request.post("/api/v1/tasks", { data });
  }
  await app.page.reload();
  await expect(app.tasks).toHaveText([/^Late/, /^Now/, /^Some day/]);
  const press = (name: string) => app.page.getByRole("button", { name, exact: true }).click();
  await press("Overdue");
  await expect(app.tasks).toHaveText([/^Late/]);
  await press("Today");
  await expect(app.tasks).toHaveText([/^Now/]);
  await press("Open");
  await press("#work");
  await expect(app.tasks).toHaveText([/^Late/]);
  await press("#work");
  await app.page.getByRole("searchbox", { name: "Search tasks" }).fill("some");
  await expect(app.tasks).toHaveText([/^Some day/]);
  await app.page.getByRole("searchbox", { name: "Search tasks" }).fill("nothing like it");
  await expect(app.page.getByText("Nothing here.")).toBeVisible();
});

test("everything can be done with the keyboard", async ({ app }) => {
  await app.newTask.focus();
  await app.page.keyboard.type("Keyboard only");
  await app.page.keyboard.press("Enter");
  await expect(app.task("Keyboard only")).toBeVisible();
  await app.page.getByRole("checkbox", { name: "Done: Keyboard only" }).focus();
  await app.page.keyboard.press("Tab");
  await app.page.keyboard.press("Enter");
  const dialog = app.page.getByRole("dialog", { name: "Edit task" });
  await expect(dialog).toBeVisible();
  await app.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await app.page.getByRole("checkbox", { name: "Done: Keyboard only" }).focus();
  await app.page.keyboard.press("Space");
  await expect(app.tasks).toHaveCount(0);
});

test("what one types is shown, never run", async ({ app }) => {
  const title = `<img src=x onerror="document.title='run'">`;
  await app.add(title);
  await app.say(`add ${title} today`);
  await app.page.reload();
  await expect(app.task("<img src=x")).toBeVisible();
  await expect(app.chat).toContainText("<img src=x");
  await expect(app.page).toHaveTitle("Todo Chatbot");
  await expect(app.page.locator("img")).toHaveCount(0);
});
