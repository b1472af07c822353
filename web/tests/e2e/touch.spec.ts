import type { CDPSession, Locator, Page } from "@playwright/test";

import { expect, test } from "./support/app";

test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

/** What screen readers hear while a task is in the hand. */
const TAKEN_UP = /^(Picked up|Over) “/;

interface Point {
  x: number;
  y: number;
}

/** One finger on the screen, as the browser's own input gets it. */
class Finger {
  private constructor(
    private readonly input: CDPSession,
    private at: Point,
  ) {}

  static async on(page: Page, target: Locator): Promise<Finger> {
    const box = await target.boundingBox();
    if (!box) throw new Error("What is to be touched is not in the page.");
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const finger = new Finger(await page.context().newCDPSession(page), at);
    await finger.send("touchStart", [at]);
    return finger;
  }

  async move(by: Point, steps: number): Promise<void> {
    const { x, y } = this.at;
    for (let step = 1; step <= steps; step++) {
      this.at = { x: x + (by.x * step) / steps, y: y + (by.y * step) / steps };
      await this.send("touchMove", [this.at]);
    }
  }

  lift(): Promise<void> {
    return this.send("touchEnd", []);
  }

  private async send(
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: Point[],
  ): Promise<void> {
    await this.input.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}

test("a long press takes a task up, and the finger puts it elsewhere", async ({ app, page }) => {
  await app.startAsGuest();
  for (const title of ["First", "Second", "Third"]) await app.add(title);
  const before = await app.tasks.allInnerTexts();
  const tops = await Promise.all([0, 1].map((row) => app.tasks.nth(row).boundingBox()));
  const finger = await Finger.on(page, app.tasks.first());
  await expect(page.getByText(TAKEN_UP)).toBeAttached();
  await finger.move({ x: 0, y: (tops[1]?.y ?? 0) - (tops[0]?.y ?? 0) }, 10);
  await finger.lift();
  const moved = [before[1], before[0], before[2]].map((text) => new RegExp(`^${text ?? ""}`));
  await expect(app.tasks).toHaveText(moved);
  await page.reload();
  await expect(app.tasks).toHaveText(moved);
});

test("a swipe over tasks scrolls them, and moves none", async ({ app, page, context }) => {
  await app.startAsGuest();
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      context.request.post("/api/v1/tasks", { data: { title: `Task ${index}` } }),
    ),
  );
  await page.reload();
  await expect(app.tasks.nth(10)).toBeVisible();
  const first = await app.tasks.first().innerText();
  const finger = await Finger.on(page, app.tasks.nth(7));
  await finger.move({ x: 0, y: -300 }, 10);
  await finger.lift();
  const scrolled = () => page.evaluate(() => document.querySelector("main")?.scrollTop ?? 0);
  await expect.poll(scrolled).toBeGreaterThan(100);
  await expect(page.getByText(TAKEN_UP)).toHaveCount(0);
  await page.reload();
  await expect(app.tasks.first()).toHaveText(first);
});
