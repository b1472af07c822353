import { expect, test } from "./support/app";
import { inDays } from "./support/days";

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("each list shows its tasks, at an address of its own", async ({ app, context }) => {
  for (const data of [
    { title: "Late", due_date: inDays(-1), tags: ["work"] },
    { title: "Now", due_date: inDays(0), tags: ["home"] },
    { title: "Next", due_date: inDays(1) },
    { title: "Some day" },
  ]) {
    await context.request.post("/api/v1/tasks", { data });
  }
  await expect(app.tasks).toHaveText([/^Late/, /^Now/, /^Next/, /^Some day/]);
  await app.goTo("Today");
  await expect(app.tasks).toHaveText([/^Late/, /^Now/]);
  await expect(app.page.getByRole("heading", { name: "Overdue" })).toBeVisible();
  await app.goTo("Upcoming");
  await expect(app.tasks).toHaveText([/^Next/]);
  await app.page.getByRole("link", { name: "work" }).click();
  await expect(app.tasks).toHaveText([/^Late/]);
  await expect(app.page).toHaveURL(/\/tags\/work$/);
  await expect(app.page).toHaveTitle("#work · Todo Chatbot");
  await app.page.goBack();
  await expect(app.page.getByRole("heading", { level: 1, name: "Upcoming" })).toBeVisible();
  await app.page.reload();
  await expect(app.tasks).toHaveText([/^Next/]);
});

test("tasks are found by words, and by words that are like them", async ({ app }) => {
  await app.add("Water the tomatoes");
  await app.add("Read the book");
  await app.goTo("Search");
  await app.page.getByRole("searchbox", { name: "Search tasks" }).fill("tomatos");
  await expect(app.tasks).toHaveText([/^Water the tomatoes/]);
  await expect(app.page).toHaveURL(/q=tomatos/);
  await app.expectAccessible();
  await app.page.getByRole("searchbox", { name: "Search tasks" }).fill("nothing like it");
  await expect(app.page.getByText("Nothing here.")).toBeVisible();
});

test("a project is made, renamed, filled, archived, brought back and deleted", async ({ app }) => {
  const name = app.page.getByRole("textbox", { name: "Name" });
  await app.page.getByRole("button", { name: "Add a project" }).click();
  await app.expectAccessible();
  await name.fill("Garden");
  await app.page.getByLabel("green").check({ force: true });
  await app.page.getByRole("button", { name: "Add project" }).click();
  await expect(app.page.getByRole("heading", { level: 1, name: "Garden" })).toBeVisible();
  await app.add("Plant a tree");

  const choose = async (project: string, what: string) => {
    await app.page.getByRole("link", { name: project }).hover();
    await app.page.getByRole("button", { name: `More for “${project}”` }).click();
    await app.page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  await choose("Garden", "Name and colour");
  await name.fill("Orchard");
  await app.page.getByRole("button", { name: "Save" }).click();
  await expect(app.page.getByRole("heading", { level: 1, name: "Orchard" })).toBeVisible();

  await choose("Orchard", "Archive");
  await expect(app.page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await app.page.getByRole("button", { name: "1 archived" }).click();
  await app.page.getByRole("button", { name: "Bring “Orchard” back" }).click();
  await app.page.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(app.page.getByRole("link", { name: "Orchard" })).toBeVisible();

  await choose("Orchard", "Delete");
  await expect(app.page.getByText("One open task is in it.")).toBeVisible();
  await app.page.getByRole("button", { name: "Keep them in the inbox" }).click();
  await expect(app.page.getByRole("link", { name: "Orchard" })).toHaveCount(0);
  await expect(app.task("Plant a tree")).toBeVisible();
});

test("a filter is checked while it is typed, kept, and used", async ({ app, context }) => {
  await context.request.post("/api/v1/tasks", { data: { title: "Urgent", priority: "high" } });
  await app.add("Whenever");
  await app.page.getByRole("button", { name: "Add a filter" }).click();
  await app.page.getByLabel("Name").fill("First things");
  const text = app.page.getByRole("textbox", { name: "Filter", exact: true });
  await text.fill("priority:hihg");
  const keep = app.page.getByRole("button", { name: "Keep filter" });
  await expect(app.page.locator("mark")).toHaveText("priority:hihg");
  await expect(keep).toBeDisabled();
  await app.expectAccessible();
  await text.fill("priority:high");
  await expect(app.page.getByText("Understood as")).toBeVisible();
  await keep.click();
  await expect(app.page.getByRole("heading", { level: 1, name: "First things" })).toBeVisible();
  await expect(app.tasks).toHaveText([/^Urgent/]);
});

test("what another tab and the assistant do shows by itself", async ({ app, context }) => {
  const other = await context.newPage();
  await other.goto("/inbox");
  const theirs = other.getByRole("list", { name: "Tasks" });
  await expect(other.getByText("Nothing to do.")).toBeVisible();
  await app.add("From the first tab");
  await expect(theirs).toContainText("From the first tab");
  await app.say("add from the assistant");
  await expect(theirs).toContainText("from the assistant");
  await app.page.getByRole("checkbox", { name: "Done: From the first tab" }).click();
  await expect(theirs).not.toContainText("From the first tab");
  await other.close();
});

test("thousands of tasks scroll, and only those in sight are in the page", async ({
  app,
  context,
}) => {
  const titles = Array.from({ length: 2_000 }, (_, index) => `Task number ${index + 1}`);
  await context.request.post("/api/v1/imports?format=todotxt", {
    headers: { "content-type": "application/octet-stream" },
    data: Buffer.from(titles.join("\n")),
  });
  await app.page.reload();
  await expect(app.task("Task number 1").first()).toBeVisible();
  const last = app.page.getByText("Task number 2000", { exact: true });
  await expect
    .poll(async () => {
      await app.page.locator("[data-scroller]").evaluate((list) => {
        list.scrollTop = list.scrollHeight;
      });
      return last.isVisible();
    })
    .toBe(true);
  expect(await app.tasks.count()).toBeLessThan(100);
  await expect(app.tasks.last()).toHaveAttribute("aria-posinset", "2000");
});

test("every list is open to everybody", async ({ app, context }) => {
  const data = { title: "One of each", due_date: inDays(0), tags: ["home"], priority: "high" };
  await context.request.post("/api/v1/tasks", { data });
  for (const path of ["/inbox", "/today", "/upcoming", "/tags/home", "/search", "/archive"]) {
    await app.page.goto(path);
    await expect(app.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(app.page.getByRole("link", { name: "home" })).toBeVisible();
    await app.expectAccessible();
  }
  await app.page.goto("/projects/0192f3a4-5b6c-7d8e-9f01-23456789abcd");
  await expect(app.page.getByText("There is no such project.")).toBeVisible();
  await app.expectAccessible();
});
