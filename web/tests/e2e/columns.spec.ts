import { expect, test, type App } from "./support/app";
import { inDays } from "./support/days";

const column = (app: App, title: string | RegExp) =>
  app.page.getByRole("region", { name: title, exact: typeof title === "string" });
const layout = (app: App, name: string) =>
  app.page.getByRole("group", { name: "Layout" }).getByRole("button", { name });

test.beforeEach(async ({ app }) => {
  await app.startAsGuest();
});

test("a board shows a list by priority; a task is dragged from one to another", async ({
  app,
  context,
}) => {
  await context.request.post("/api/v1/tasks", { data: { title: "Call Ada", priority: "low" } });
  await layout(app, "Board").click();
  await expect(app.page).toHaveURL(/view=board/);
  await expect(column(app, "Low")).toContainText("Call Ada");
  await app.expectAccessible();
  await column(app, "Low")
    .getByRole("button", { name: /^Move “Call Ada”/ })
    .focus();
  await app.page.keyboard.press("Space");
  await expect(app.page.getByText("Over priority low.")).toBeAttached();
  await app.page.keyboard.press("ArrowLeft");
  await expect(app.page.getByText("Over priority medium.")).toBeAttached();
  await app.page.keyboard.press("Space");
  await expect(column(app, "Medium")).toContainText("Call Ada");
  await expect(column(app, "Low")).not.toContainText("Call Ada");
  await app.page.reload();
  await expect(column(app, "Medium")).toContainText("Call Ada");
});

test("a week shows its days, and a task is dragged to another day", async ({ app, context }) => {
  await context.request.post("/api/v1/tasks", { data: { title: "Dentist", due_date: inDays(0) } });
  await app.goTo("Upcoming");
  await layout(app, "Week").click();
  await expect(column(app, /^Today/)).toContainText("Dentist");
  await app.expectAccessible();
  await app.page.getByRole("button", { name: "Week after" }).click();
  await expect(app.page.getByText("Dentist")).toHaveCount(0);
  await app.page.getByRole("button", { name: "This week", exact: true }).click();
  await expect(column(app, /^Today/)).toContainText("Dentist");

  // Whichever day today is, one of its neighbours is in the same week.
  const days = app.page.locator("[data-wide] section");
  const today = await days.evaluateAll((all) =>
    all.findIndex((one) => one.querySelector("[aria-current=date]")),
  );
  const target = days.nth(today === 6 ? 5 : today + 1);
  await target.scrollIntoViewIfNeeded();
  const [from, to] = [
    await app.page.getByText("Dentist").boundingBox(),
    await target.boundingBox(),
  ];
  if (!from || !to) throw new Error("It is not in sight.");
  await app.page.mouse.move(from.x + 5, from.y + 5);
  await app.page.mouse.down();
  await app.page.mouse.move(from.x + 30, from.y + 5, { steps: 4 });
  await app.page.mouse.move(to.x + 20, to.y + 60, { steps: 8 });
  await app.page.mouse.up();
  await expect(target).toContainText("Dentist");
  await expect(days.nth(today)).not.toContainText("Dentist");
});
