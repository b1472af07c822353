import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";

import { GROUPS } from "../../src/app/gallery/registry";

const NOW = "2026-03-11T10:00:00Z";
const SIZES = {
  desktop: { width: 1024, height: 700 },
  phone: { width: 390, height: 700 },
} as const;
const THEMES = ["light", "dark"] as const;
/** What is said of whole pages, which a gallery is not; the stories ask it of the app's own pages. */
const OF_PAGES = [
  "heading-order",
  "landmark-main-is-top-level",
  "landmark-no-duplicate-main",
  "landmark-one-main",
  "landmark-unique",
  "page-has-heading-one",
  "region",
];

/** The app takes the fonts of its machine; pictures need the same one on every machine. */
const FONT = "/gallery-font.woff2";
const FONT_FILE = fileURLToPath(
  import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
);
const FONT_STYLE = `
  @font-face { font-family: Pictured; src: url(${FONT}); font-weight: 100 900; }
  :root { --font-sans: Pictured, sans-serif; --font-mono: Pictured, monospace; }
`;

/** The major version of the Chromium that made the pictures. */
const MADE_BY = fileURLToPath(new URL("pictures/chromium.txt", import.meta.url));
/** Hardly a letter may differ. Another Chromium draws the edges of letters otherwise: there what is
 *  gone, moved or of another colour still shows, a changed word may not. */
const SAME_BROWSER = { threshold: 0.2, maxDiffPixels: 40 };
const OTHER_BROWSER = { threshold: 0.35, maxDiffPixelRatio: 0.015 };

test.beforeAll(({ browser }, { config }) => {
  if (config.updateSnapshots !== "none") writeFileSync(MADE_BY, `${majorOf(browser.version())}\n`);
});

for (const group of Object.keys(GROUPS)) {
  test(`${group} look as they did`, async ({ page }) => {
    await prepare(page);
    await page.goto(`/gallery/${group}`);
    const together = page.locator("[data-gallery]");
    await expect(together).toBeVisible();
    const alone = await namesAlone(page);
    if ((await together.locator("[data-scroller]").count()) > 0) {
      await compare(page, together, group);
    }
    for (const name of alone) {
      const search = `?${new URLSearchParams({ state: name })}`;
      await page.evaluate((to) => {
        window.history.pushState(null, "", to);
      }, search);
      await expect(page.locator(`[data-only="${name}"]`)).toBeAttached();
      await compare(page, page, `${group}-${name.replaceAll(/\W+/g, "-")}`);
    }
  });
}

/** Compares with the pictures of each size and theme, and lets axe look at each. */
async function compare(page: Page, what: Page | Locator, name: string): Promise<void> {
  const version = page.context().browser()?.version() ?? "";
  const same = majorOf(version) === readFileSync(MADE_BY, "ascii").trim();
  const look = same ? SAME_BROWSER : OTHER_BROWSER;
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      const picture = `${name}-${size}-${colorScheme}.png`;
      // Overloads: a page and a part of it have different options.
      if ("goto" in what) await expect.soft(what).toHaveScreenshot(picture, look);
      else await expect.soft(what).toHaveScreenshot(picture, look);
      const { violations } = await new AxeBuilder({ page }).disableRules(OF_PAGES).analyze();
      const found = violations.map(
        (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`,
      );
      expect.soft(found, `${picture}: what axe finds`).toEqual([]);
    }
  }
}

/** A clock that stands, and the font of the pictures. */
async function prepare(page: Page): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.route(`**${FONT}`, (route) => route.fulfill({ path: FONT_FILE }));
  await page.addInitScript((style) => {
    document.addEventListener("DOMContentLoaded", () => {
      document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
    });
  }, FONT_STYLE);
}

/** Waits for all that is fetched late: parts of the page, menus, Markdown, the font. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

const majorOf = (version: string): string => version.split(".", 1)[0] ?? "";

async function namesAlone(page: Page): Promise<string[]> {
  const links = await page.locator("[data-alone]").all();
  return Promise.all(links.map(async (link) => (await link.getAttribute("data-alone")) ?? ""));
}
