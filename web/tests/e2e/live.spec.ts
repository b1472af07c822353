import { expect, test } from "./support/app";

test("what others change before the page listens is shown", async ({ app, context }) => {
  await app.startAsGuest();
  await app.add("Seen first");
  let changed = false;
  await app.page.route("**/api/v1/events", async (route) => {
    if (!changed) {
      // The list is there; only now does somebody else add a task.
      await expect(app.task("Seen first")).toBeVisible();
      await context.request.post("/api/v1/tasks", { data: { title: "Added in between" } });
      changed = true;
    }
    await route.continue();
  });
  await app.page.reload();
  await expect(app.task("Added in between")).toBeVisible();
});
