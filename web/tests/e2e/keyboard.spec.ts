import { expect, test, type App } from "./support/app";

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

const row = (app: App, title: string) => app.task(title).locator("[data-open]");

test("a day's work goes without a mouse", async ({ app }) => {
  const { keyboard } = app.page;
  await keyboard.press("q");
  await expect(app.newTask).toBeFocused();
  for (const title of ["First", "Second", "Third"]) {
    await keyboard.type(title);
    await keyboard.press("Enter");
    await expect(app.newTask).toHaveValue("");
    await expect(app.task(title)).toBeVisible();
  }
  await app.newTask.blur();
  await keyboard.press("j");
  await expect(row(app, "First")).toBeFocused();
  await keyboard.press("c");
  await expect(app.task("First")).toHaveCount(0);
  await expect(row(app, "Second")).toBeFocused();
  await keyboard.press("z");
  await expect(app.task("First")).toBeVisible();

  await row(app, "Second").focus();
  await keyboard.press("e");
  await expect(app.details).toBeFocused();
  await keyboard.press("Escape");
  await expect(app.details).toBeHidden();
  await expect(row(app, "Second")).toBeFocused();

  await keyboard.press("x");
  await keyboard.press("j");
  await expect(row(app, "Third")).toBeFocused();
  await keyboard.press("x");
  const bar = app.page.getByRole("toolbar", { name: "Selected tasks" });
  await expect(bar).toContainText("2 selected");
  await app.expectAccessible();
  await bar.getByRole("button", { name: "Complete" }).press("Enter");
  await expect(app.tasks).toHaveCount(1);
  await expect(app.toast).toContainText("Completed 2 tasks.");
  await app.toast.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(app.tasks).toHaveCount(3);
});

test("keys lead to lists, and the help lists them all", async ({ app }) => {
  const { keyboard } = app.page;
  await keyboard.press("g");
  await keyboard.press("t");
  await expect(app.page).toHaveURL(/\/today$/);
  await expect(app.page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await keyboard.press("/");
  await expect(app.page.getByRole("searchbox", { name: "Search tasks" })).toBeFocused();
  await keyboard.type("g?");
  await expect(app.page.getByRole("searchbox", { name: "Search tasks" })).toHaveValue("g?");
  await app.goTo("Inbox");
  await keyboard.press("?");
  const help = app.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Add a task");
  await app.expectAccessible();
  await keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("single keys can be switched off", async ({ app }) => {
  await app.page.getByRole("button", { name: "Account: Guest" }).click();
  await app.page.getByRole("menuitemcheckbox", { name: "Single-key shortcuts" }).click();
  await expect(app.page.getByRole("menu")).toHaveCount(0);
  await app.page.keyboard.press("?");
  await app.page.keyboard.press("Control+k");
  await expect(app.page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await expect(app.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(0);
});

test("the command palette goes anywhere, finds tasks and adds them", async ({ app }) => {
  await app.add("Water the tomatoes");
  const type = async (text: string) => {
    await app.page.keyboard.press("Control+k");
    await app.page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill(text);
  };
  await type("upcom");
  await app.expectAccessible();
  await app.page.getByRole("option", { name: "Upcoming" }).click();
  await expect(app.page).toHaveURL(/\/upcoming$/);
  await type("tomat");
  await app.page.getByRole("option", { name: "Water the tomatoes" }).click();
  await expect(app.details.getByRole("textbox", { name: "Title" })).toHaveValue(
    "Water the tomatoes",
  );
  await type("Feed the cat");
  await app.page.getByRole("option", { name: "Add “Feed the cat”" }).click();
  await app.goTo("Inbox");
  await expect(app.task("Feed the cat")).toBeVisible();
});

test("a task is dragged by keyboard and by mouse", async ({ app, context }) => {
  await context.request.post("/api/v1/projects", { data: { name: "Garden" } });
  for (const title of ["First", "Second", "Third"]) await app.add(title);
  const order = (...titles: string[]) =>
    expect(app.tasks).toHaveText(titles.map((title) => new RegExp(`^${title}`)));
  await order("First", "Second", "Third");

  await app.page.getByRole("button", { name: "Move “Third” to another place" }).focus();
  await app.page.keyboard.press("Space");
  await expect(app.page.getByText("Over “Third”.")).toBeAttached();
  await app.page.keyboard.press("ArrowUp");
  await expect(app.page.getByText("Over “Second”.")).toBeAttached();
  await app.page.keyboard.press("Space");
  await order("First", "Third", "Second");
  await app.page.reload();
  await order("First", "Third", "Second");

  const box = async (locator: ReturnType<typeof row>) => {
    const found = await locator.boundingBox();
    if (!found) throw new Error("It is not in sight.");
    return { x: found.x + found.width / 2, y: found.y + found.height / 2 };
  };
  const garden = app.page.getByRole("link", { name: "Garden" });
  const [from, to] = [await box(row(app, "Second")), await box(garden)];
  await app.page.mouse.move(from.x, from.y);
  await app.page.mouse.down();
  await app.page.mouse.move(from.x - 20, from.y, { steps: 4 });
  await app.page.mouse.move(to.x, to.y, { steps: 8 });
  await expect(app.page.getByText("Over “Garden”.")).toBeAttached();
  await app.page.mouse.up();
  await order("First", "Third");
  await garden.click();
  await order("Second");
});
