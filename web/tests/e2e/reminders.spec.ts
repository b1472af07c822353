import { expect, test } from "./support/app";

test.use({ permissions: ["notifications"], timezoneId: "UTC" });

/** Keeps what the page shows outside of itself. */
function recordNotifications(): void {
  const shown: string[] = [];
  Object.assign(window, { shown });
  class Recorded extends EventTarget {
    static permission = "granted";
    constructor(title: string) {
      super();
      shown.push(title);
    }
    close(): void {
      // Nothing is shown, so nothing has to go.
    }
  }
  Object.assign(window, { Notification: Recorded });
}

test("a reminder shows in the page and outside of it, once", async ({ app, page, context }) => {
  await page.addInitScript(recordNotifications);
  const live = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
  await app.startAsGuest();
  await live;
  const soon = new Date(Date.now() + 60_000).toISOString();
  await context.request.post("/api/v1/tasks", {
    data: {
      title: "Take the cake out",
      due_date: soon.slice(0, 10),
      due_time: soon.slice(11, 16),
      reminders: [5],
    },
  });
  await expect(app.toast).toContainText("Reminder: Take the cake out");
  const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  expect(await shown()).toHaveLength(1);
  await app.toast.getByRole("button", { name: "Open" }).click();
  await expect(app.details.getByRole("textbox", { name: "Title" })).toHaveValue(
    "Take the cake out",
  );
  await page.reload();
  await expect(app.task("Take the cake out")).toBeVisible();
  await expect(async () => {
    const left = await context.request.get("/api/v1/reminders");
    expect(await left.json()).toMatchObject({ items: [] });
  }).toPass();
  expect(await shown()).toEqual([]);
});
