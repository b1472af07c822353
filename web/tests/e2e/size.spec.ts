import { gzipSync } from "node:zlib";

import type { APIRequestContext } from "@playwright/test";

import budget from "../../budget.json" with { type: "json" };

import { expect, test } from "./support/app";

/** In kilobytes, compressed by gzip; what only old browsers fetch is not among it. */
const LIMITS = budget.taskPageScripts;

// Before anything is pressed or typed: what each first view makes a browser fetch.
for (const [name, viewport] of [
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(name, () => {
    test.use({ viewport });

    test(`the scripts of the task page on a ${name} stay within the budget`, async ({
      app,
      page,
      context,
    }) => {
      await app.startAsGuest();
      await context.request.post("/api/v1/tasks", { data: { title: "Buy milk" } });
      await page.reload();
      await expect(app.task("Buy milk")).toBeVisible();
      if (name === "desktop") await expect(app.chat).toBeVisible();
      // What it fetches by itself a little later counts, too.
      await page.waitForTimeout(3_000);
      const scripts = await page.evaluate(() => {
        const fetched = performance.getEntriesByType("resource").map((one) => one.name);
        return [...new Set(fetched)].filter((url) => new URL(url).pathname.endsWith(".js"));
      });
      const sizes = await Promise.all(scripts.map((url) => compressed(context.request, url)));
      const limit = LIMITS[name];
      const total = sizes.reduce((sum, size) => sum + size, 0);
      console.log(`${name}: ${total.toFixed(1)} kB gzip of scripts; the budget is ${limit} kB`);
      for (const [index, size] of sizes.entries()) {
        console.log(`  ${size.toFixed(1).padStart(6)} kB  ${scripts[index]?.split("/").at(-1)}`);
      }
      expect(total).toBeLessThanOrEqual(limit);
    });
  });
}

/** In kilobytes. */
async function compressed(request: APIRequestContext, url: string) {
  const answer = await request.get(url);
  return gzipSync(await answer.body(), { level: 9 }).length / 1000;
}
