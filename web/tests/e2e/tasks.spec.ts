import { expect, test } from "./support/app";
import { inDays } from "./support/days";

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

test("a task is changed where it stands, and the changes are there after a reload", async ({
  app,
}) => {
  await app.add("Book the train");
  await app.openTask("Book the train");
  await app.details.getByRole("textbox", { name: "Title" }).fill("Book the night train");
  await app.details.getByRole("button", { name: "Add notes" }).click();
  await app.details.getByRole("textbox", { name: "Notes" }).fill("A **window** seat");
  await app.details.getByRole("button", { name: "Save notes" }).click();
  await app.details.getByLabel("Due", { exact: true }).fill(inDays(0));
  await app.details.getByLabel("Priority").selectOption("medium");
  await expect(app.task("Book the night train")).toContainText("Today");
  await expect(app.task("Book the night train")).toContainText("Medium");
  for (const colorScheme of ["light", "dark"] as const) {
    await app.page.emulateMedia({ colorScheme });
    await app.expectAccessible();
  }
  await app.page.reload();
  await expect(app.details.getByRole("textbox", { name: "Title" })).toHaveValue(
    "Book the night train",
  );
  await expect(app.details.locator("strong")).toHaveText("window");
  await app.page.goBack();
  await expect(app.details).toBeHidden();
});

test("a task repeats, and says so in words", async ({ app }) => {
  await app.add("Water the plants");
  await app.openTask("Water the plants");
  await app.details.getByLabel("Repeats", { exact: true }).selectOption("In another way");
  await app.details.getByLabel("Interval").fill("2");
  await expect(app.details).toContainText("Repeats every 2 weeks");
  for (const day of ["Monday", "Thursday"]) {
    const button = app.details.getByRole("button", { name: day });
    if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "true");
  }
  await expect(app.details).toContainText(/Repeats every 2 weeks on .*Monday.*Thursday/);
});

test("a task has parts, which are ticked off one by one", async ({ app }) => {
  await app.add("Throw a party");
  await app.openTask("Throw a party");
  const add = app.details.getByRole("textbox", { name: "New subtask" });
  for (const title of ["Invite Ada", "Bake a cake"]) {
    await add.fill(title);
    await add.press("Enter");
    await expect(app.details.getByRole("button", { name: title })).toBeVisible();
  }
  await app.details.getByRole("checkbox", { name: "Done: Invite Ada" }).click();
  await expect(app.task("Throw a party")).toContainText("1/2");
  await app.page.getByRole("button", { name: "Subtasks of “Throw a party”" }).click();
  await expect(app.tasks).toHaveCount(3);
  await app.details.getByRole("button", { name: "Bake a cake" }).click();
  await expect(app.details).toContainText("Part of Throw a party");
});

test("two people change one title: both versions are shown, and one is chosen", async ({
  app,
  context,
}) => {
  await app.add("Shared");
  await app.openTask("Shared");
  const id = new URL(app.page.url()).searchParams.get("task");
  const title = app.details.getByRole("textbox", { name: "Title" });
  await title.fill("Mine");
  await context.request.patch(`/api/v1/tasks/${id}`, { data: { title: "Theirs" } });
  await title.press("Enter");
  const dialog = app.page.getByRole("dialog", { name: /changed in two places/ });
  await expect(dialog.getByRole("region", { name: "Yours" })).toContainText("Mine");
  await expect(dialog.getByRole("region", { name: "Theirs" })).toContainText("Theirs");
  await app.expectAccessible();
  await dialog.getByRole("button", { name: "Use mine" }).click();
  await expect(app.task("Mine")).toBeVisible();
  await app.page.reload();
  await expect(app.task("Mine")).toBeVisible();
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

test("a deleted task comes back with one click, or from the trash", async ({ app }) => {
  await app.add("Read the book");
  await app.add("Another one");
  const remove = app.page.getByRole("button", { name: "Delete “Read the book”" });
  await app.task("Read the book").hover();
  await remove.click();
  await expect(app.task("Read the book")).toHaveCount(0);
  await expect(app.toast).toContainText("Deleted “Read the book”.");
  await app.toast.getByRole("button", { name: "Undo" }).click();
  await expect(app.task("Read the book")).toBeVisible();

  await app.task("Read the book").hover();
  await remove.click();
  await expect(app.task("Read the book")).toHaveCount(0);
  await app.goTo("Trash");
  await app.expectAccessible();
  await app.page.getByRole("button", { name: "Restore “Read the book”" }).click();
  await expect(app.page.getByText("The trash is empty.")).toBeVisible();
  await app.goTo("Inbox");
  await expect(app.task("Read the book")).toBeVisible();
});

test("what one types is shown, never run", async ({ app }) => {
  const title = `<img src=x onerror="document.title='run'">`;
  await app.add(title);
  await app.say(`add ${title} today`);
  await app.page.reload();
  await expect(app.task("<img src=x").first()).toBeVisible();
  await expect(app.chat).toContainText("<img src=x");
  await expect(app.page).toHaveTitle("Todo Chatbot");
  await expect(app.page.locator("img")).toHaveCount(0);
});
