import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type BrowserContext } from "@playwright/test";
import lighthouse from "lighthouse";
import desktopConfig from "lighthouse/core/config/desktop-config.js";

import { expect, test } from "./support/app";

/** Speed is printed and not judged: it is that of the machine, too. */
const JUDGED = ["accessibility", "best-practices"];
const CATEGORIES = ["performance", ...JUDGED, "seo"];

/** A browser of its own, in which Lighthouse finds what was signed in there. */
const browserTest = test.extend<{ own: { context: BrowserContext; port: number } }>({
  own: async ({ launchOptions, baseURL }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), "lighthouse-"));
    const port = await freePort();
    const context = await chromium.launchPersistentContext(folder, {
      ...launchOptions,
      baseURL,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    });
    await provide({ context, port });
    await context.close();
    await rm(folder, { recursive: true, force: true });
  },
});

for (const [name, path] of [
  ["sign-in page", null],
  ["task page", "/today"],
  ["chat page", "/"],
] as const) {
  browserTest(`Lighthouse finds nothing to mend on the ${name}`, async ({ own, baseURL }) => {
    browserTest.setTimeout(300_000);
    if (path) await own.context.request.post("/api/v1/auth/guest", { data: {} });
    // The chat stands beside the tasks where there is room for both.
    const config = name === "chat page" ? desktopConfig : undefined;
    const found = await lighthouse(
      new URL(path ?? "/", baseURL).href,
      {
        port: own.port,
        onlyCategories: CATEGORIES,
        disableStorageReset: true,
        logLevel: "error",
      },
      config,
    );
    if (!found) throw new Error("Lighthouse came back without a result.");
    const { categories, audits } = found.lhr;
    const figures = CATEGORIES.map(
      (id) => `${id} ${Math.round((categories[id]?.score ?? 0) * 100)}`,
    );
    console.log(`${name}: ${figures.join(", ")}`);
    const lacking = JUDGED.flatMap((id) =>
      (categories[id]?.auditRefs ?? [])
        .filter(({ weight }) => weight > 0)
        .map((one) => audits[one.id])
        .filter((audit) => audit?.score !== null && (audit?.score ?? 1) < 1)
        .map((audit) => `${audit?.title}: ${JSON.stringify(audit?.details).slice(0, 500)}`),
    );
    expect(lacking).toEqual([]);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
