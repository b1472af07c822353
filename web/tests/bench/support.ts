import { expect, type Page } from "@playwright/test";

declare global {
  interface Window {
    measured: { interactions: Record<number, number>; moves: number[]; frames: number[] };
  }
}

/**
 * Notes in the page how long each interaction took to the next paint (Event Timing, which counts in
 * steps of 8 ms and tells of those from 16 ms on), each move of the pointer, and each frame.
 */
export async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const measured: Window["measured"] = { interactions: {}, moves: [], frames: [] };
    window.measured = measured;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        const { interactionId, duration } = entry;
        if (interactionId === 0) continue;
        measured.interactions[interactionId] = Math.max(
          measured.interactions[interactionId] ?? 0,
          duration,
        );
      }
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    // Event Timing leaves moves out: from the event to after the frame that follows it.
    const painted = new MessageChannel();
    let moves: number[] = [];
    painted.port1.onmessage = () => {
      measured.moves.push(...moves.map((at) => performance.now() - at));
      moves = [];
    };
    window.addEventListener(
      "pointermove",
      ({ timeStamp }) => {
        moves.push(timeStamp);
        requestAnimationFrame(() => {
          painted.port2.postMessage(null);
        });
      },
      { capture: true },
    );
    let last = performance.now();
    const frame = (now: number) => {
      measured.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** What was noted since the last time; the page is let come to rest before. */
export async function taken(page: Page, kind: keyof Window["measured"]): Promise<number[]> {
  await page.waitForTimeout(1_000);
  return page.evaluate((which) => {
    const found = Object.values(window.measured[which]);
    window.measured.interactions = {};
    window.measured.moves = [];
    window.measured.frames = [];
    return found;
  }, kind);
}

type Judged = "p95" | "worst";
type Report = (what: string, judged: Judged, bar: number, values: readonly number[]) => void;

/** Prints figures beside their bar, in milliseconds; where it counts, what misses it fails. */
export function reporter(counts: boolean): Report {
  return (what, judged, bar, values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    const figures = { median: at(0.5), p95: at(0.95), worst: at(1) };
    const said = Object.entries(figures).map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`);
    console.log(`  ${what}: ${said.join(", ")} of ${sorted.length}; ${judged} may be ${bar} ms`);
    if (counts) expect.soft(figures[judged], what).toBeLessThanOrEqual(bar);
  };
}
