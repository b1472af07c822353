import type { BrowserContext } from "@playwright/test";

import { expect, test, type App } from "./support/app";
import { whenKept } from "./support/kept";

// Other stories do without the service worker, so that they see every request.
test.use({ serviceWorkers: "allow" });
// Each keeps the whole app first.
test.slow();

interface Task {
  id: string;
  title: string;
  state: string;
  version: number;
}

/** All tasks of the account, as another program reads them. */
async function tasksOf(context: BrowserContext): Promise<Task[]> {
  const answer = await context.request.get("/api/v1/tasks?state=all&limit=200");
  return ((await answer.json()) as { items: Task[] }).items;
}

const line = (app: App) => app.page.getByRole("status").filter({ hasText: /offline|change/ });

test("what was read is there without a connection, after a reload too", async ({
  app,
  context,
}) => {
  await app.startAsGuest();
  await app.add("Water the tomatoes");
  await whenKept(app, "Water the tomatoes");
  await context.setOffline(true);
  await app.page.reload();
  await expect(app.task("Water the tomatoes")).toBeVisible();
  await expect(line(app)).toContainText("You are offline.");
  await expect(app.page.getByText("The assistant needs the network.")).toBeVisible();
  await app.expectAccessible();
  await app.page.goto("/settings");
  await expect(app.page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await context.setOffline(false);
  await expect(line(app)).toHaveCount(0);
});

test("a language that was chosen is spoken without a connection, too", async ({ app, context }) => {
  await app.startAsGuest();
  await app.add("Water the tomatoes");
  await whenKept(app, "Water the tomatoes");
  const kept = (language: string) =>
    app.page.evaluate(async (lang) => {
      const page = await caches.match("/inbox", { ignoreVary: true });
      return (await page?.text())?.includes(`lang="${lang}"`) ?? false;
    }, language);
  await expect.poll(() => kept("en")).toBe(true);
  await app.page.goto("/settings");
  await app.page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Deutsch" });
  await expect.poll(() => kept("de")).toBe(true);
  await context.setOffline(true);
  await app.page.goto("/inbox");
  await expect(app.page.getByText("Du bist offline.")).toBeVisible();
  const tasks = app.page.getByRole("list", { name: "Aufgaben" });
  await expect(tasks.getByText("Water the tomatoes")).toBeVisible();
});

test("what is changed without a connection is sent once it is back, each exactly once", async ({
  app,
  context,
}) => {
  await app.startAsGuest();
  for (const title of ["Tick me", "Rename me", "Drop me"]) await app.add(title);
  await whenKept(app, "Drop me");
  await context.setOffline(true);
  await app.add("Made offline");
  await app.openTask("Made offline");
  await app.details.getByRole("textbox", { name: "Title" }).fill("Made and renamed offline");
  await app.details.getByRole("textbox", { name: "Title" }).press("Enter");
  await app.page.getByRole("checkbox", { name: /“?Tick me/ }).click();
  await app.openTask("Rename me");
  await app.details.getByRole("textbox", { name: "Title" }).fill("Renamed offline");
  await app.details.getByRole("textbox", { name: "Title" }).press("Enter");
  await app.page.keyboard.press("Escape");
  await app.task("Drop me").hover();
  await app.page.getByRole("button", { name: "Delete “Drop me”" }).click();
  await expect(line(app)).toContainText("5 changes wait for the connection.");
  // They are still there when the browser was closed meanwhile.
  await app.page.reload();
  await expect(line(app)).toContainText("5 changes wait for the connection.");
  await expect(app.task("Made and renamed offline")).toBeVisible();
  await expect(app.task("Drop me")).toHaveCount(0);
  const titles = (await tasksOf(context)).map(({ title }) => title);
  expect(titles.sort()).toEqual(["Drop me", "Rename me", "Tick me"]);

  await context.setOffline(false);
  await expect(line(app)).toHaveCount(0);
  const tasks = await tasksOf(context);
  expect(tasks.map(({ title, state }) => `${title} ${state}`).sort()).toEqual([
    "Made and renamed offline open",
    "Renamed offline open",
    "Tick me done",
  ]);
  const changes = (await (await context.request.get("/api/v1/changes?limit=50")).json()) as {
    items: unknown[];
  };
  // Three were added with a connection; five changes waited.
  expect(changes.items).toHaveLength(8);
  await expect(app.tasks).toHaveCount(2);
});

test("when two changed the same without knowing it, the person decides", async ({
  app,
  context,
}) => {
  await app.startAsGuest();
  await app.add("Call Ada");
  await whenKept(app, "Call Ada");
  await context.setOffline(true);
  await app.openTask("Call Ada");
  const title = app.details.getByRole("textbox", { name: "Title" });
  await title.fill("Call Ada on Monday");
  await title.press("Enter");
  await expect(line(app)).toContainText("1 change waits");
  const [task] = await tasksOf(context);
  await context.request.patch(`/api/v1/tasks/${task?.id}`, { data: { title: "Call Ada at noon" } });
  await context.setOffline(false);
  const dialog = app.page.getByRole("dialog", { name: "This task was changed in two places" });
  await expect(dialog.getByRole("region", { name: "Yours" })).toContainText("Call Ada on Monday");
  await expect(dialog.getByRole("region", { name: "Theirs" })).toContainText("Call Ada at noon");
  await dialog.getByRole("button", { name: "Use mine" }).click();
  await expect(line(app)).toHaveCount(0);
  expect((await tasksOf(context)).map((one) => one.title)).toEqual(["Call Ada on Monday"]);
});

test("a change that is refused says why and can be thrown away", async ({ app, context }) => {
  await app.startAsGuest();
  await app.add("Gone soon");
  await whenKept(app, "Gone soon");
  await context.setOffline(true);
  await app.page.getByRole("checkbox", { name: /Gone soon/ }).click();
  await expect(line(app)).toContainText("1 change waits");
  const [task] = await tasksOf(context);
  await context.request.delete(`/api/v1/tasks/${task?.id}`);
  await context.setOffline(false);
  await expect(line(app)).toContainText("1 change could not be made.");
  await line(app).getByRole("button", { name: "Show them" }).click();
  const waiting = app.page.getByRole("list", { name: "Changes that wait" });
  await expect(waiting).toContainText("Tick off “Gone soon”");
  await app.expectAccessible();
  await waiting.getByRole("button", { name: /^Discard/ }).click();
  await expect(line(app)).toHaveCount(0);
});

test("a new version is brought in when the person says so", async ({ app }) => {
  await app.startAsGuest();
  await app.add("Stays");
  await whenKept(app, "Stays");
  // Another address is another worker, as a new build's would be.
  await app.page.evaluate(() => navigator.serviceWorker.register("/sw.js?next"));
  const notice = app.page.getByRole("status").filter({ hasText: "A new version is ready." });
  await expect(notice).toBeVisible();
  const reloaded = app.page.waitForEvent("load");
  await notice.getByRole("button", { name: "Reload" }).click();
  await reloaded;
  await expect(app.task("Stays")).toBeVisible();
  const worker = () => navigator.serviceWorker.controller?.scriptURL;
  expect(await app.page.evaluate(worker)).toMatch(/\/sw\.js\?next$/);
});

test("signing out does not lose what waits", async ({ app, context }) => {
  await app.startAsGuest();
  await app.add("Tick me");
  await whenKept(app, "Tick me");
  await context.setOffline(true);
  await app.page.getByRole("checkbox", { name: "Done: Tick me" }).click();
  await expect(line(app)).toContainText("1 change waits");
  await app.choose("Leave and forget this guest");
  await expect(app.page.getByText("Some changes have not been sent yet")).toBeVisible();
  await expect(app.task("Tick me")).toBeVisible();
});

test("it can be installed", async ({ app, context }) => {
  await app.startAsGuest();
  const devtools = await context.newCDPSession(app.page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A window without a history of its own, as tests have it, is not asked.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const { data, errors } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(data).toContain("Todo Chatbot");
});

test("nothing of a person stays behind", async ({ app, context }) => {
  await app.startAsGuest();
  const secret = { title: "Secret plans", tags: ["hidden"] };
  await context.request.post("/api/v1/tasks", { data: secret });
  await expect(app.task("Secret plans")).toBeVisible();
  await whenKept(app, "Secret plans");
  expect(
    (await context.cookies()).every(({ httpOnly, name }) => httpOnly || name !== "todo_session"),
  ).toBe(true);
  await app.choose("Leave and forget this guest");
  await expect(app.page.getByRole("button", { name: "Start now" })).toBeVisible();
  await expect
    .poll(() => app.page.evaluate(async () => (await indexedDB.databases()).length))
    .toBe(0);
  const cached = await app.page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(new URL(request.url).pathname);
    }
    return found;
  });
  expect(cached.length).toBeGreaterThan(0);
  expect(cached.filter((path) => /^\/(api|projects|tags|filters)\//.test(path))).toEqual([]);
});
