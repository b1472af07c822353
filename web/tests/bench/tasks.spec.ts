import { expect, test, type App } from "../e2e/support/app";

import { observe, reporter, taken } from "./support";

const MANY = 10_000;
/** What takes as long with so few is not the list's doing, but the machine's. */
const FEW = 150;
const INTERACTION_MS = 100;
const FRAME_MS = 50;
const TICKS = 12;
const DRAGS = 6;

/** A list of so many tasks, all of them fetched, scrolled to its middle. */
async function filled(app: App, count: number): Promise<void> {
  const titles = Array.from({ length: count }, (_, index) => `Task number ${index + 1}`);
  const answer = await app.page.context().request.post("/api/v1/imports?format=todotxt", {
    headers: { "content-type": "application/octet-stream" },
    data: Buffer.from(titles.join("\n")),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await app.page.reload();
  await expect(app.task("Task number 1").first()).toBeVisible();
  const list = app.page.locator("main[data-scroller]");
  await expect
    .poll(
      () => {
        void list.evaluate((element) => {
          element.scrollTop = element.scrollHeight;
        });
        return app.tasks.last().getAttribute("aria-posinset");
      },
      { timeout: 300_000, intervals: [200] },
    )
    .toBe(String(count));
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
}

for (const count of [FEW, MANY]) {
  test(`a list of ${count} tasks answers at once`, async ({ app }) => {
    await app.startAsGuest();
    await filled(app, count);
    await observe(app.page);
    await taken(app.page, "interactions");
    const report = reporter(count === MANY);
    report("scrolling, a frame", "p95", FRAME_MS, await scrolled(app));
    const { moves, grips } = await dragged(app);
    report("dragging, a move", "p95", INTERACTION_MS, moves);
    report("dragging, taking and dropping", "worst", INTERACTION_MS, grips);
    report("ticking off", "worst", INTERACTION_MS, await ticked(app));
    report("typing in the quick add", "worst", INTERACTION_MS, await typed(app));
  });
}

async function scrolled({ page }: App): Promise<number[]> {
  await page.mouse.move(500, 400);
  for (let turn = 0; turn < 80; turn += 1) await page.mouse.wheel(0, turn % 8 < 6 ? 500 : -700);
  return taken(page, "frames");
}

async function ticked({ page, tasks }: App): Promise<number[]> {
  for (let turn = 0; turn < TICKS; turn += 1) {
    await tasks.nth(20).getByRole("checkbox").click();
    await page.waitForTimeout(300);
  }
  return taken(page, "interactions");
}

async function typed({ page, newTask }: App): Promise<number[]> {
  await page.locator("main[data-scroller]").evaluate((list) => {
    list.scrollTop = 0;
  });
  await newTask.click();
  await taken(page, "interactions");
  await newTask.pressSequentially("Water the plants tomorrow 5pm #garden !high", { delay: 70 });
  return taken(page, "interactions");
}

/** Drags rows of the middle of the screen to other places, as a hand would. */
async function dragged({ page, tasks }: App): Promise<{ moves: number[]; grips: number[] }> {
  for (let turn = 0; turn < DRAGS; turn += 1) {
    const row = await tasks.nth(18).boundingBox();
    if (!row) throw new Error("The row is not in the page.");
    const y = row.y + row.height / 2;
    await page.mouse.move(row.x + 200, y);
    await page.mouse.down();
    await page.mouse.move(row.x + 210, y + 5 * row.height, { steps: 25 });
    await page.mouse.up();
    await page.waitForTimeout(300);
  }
  const moves = await page.evaluate(() => window.measured.moves);
  return { moves, grips: await taken(page, "interactions") };
}
