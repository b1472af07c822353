import { defineConfig, devices } from "@playwright/test";

import { launchOptions } from "./playwright.browser";

const port = process.env.GALLERY_PORT ?? "7199";
const baseURL = `http://127.0.0.1:${port}`;

/** How glyphs are drawn shall not depend on what a machine sets for its screen. */
const SAME_EVERYWHERE = [
  "--font-render-hinting=none",
  "--disable-lcd-text",
  "--disable-font-subpixel-positioning",
  "--force-color-profile=srgb",
  "--lang=en-US",
];

/** The component gallery, which `next dev` serves, compared with the pictures that are kept here. */
export default defineConfig({
  testDir: "tests/gallery",
  outputDir: "test-results",
  snapshotPathTemplate: "tests/gallery/pictures/{arg}{ext}",
  // One server compiles every group once.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A picture that lacks is an error, and not made on the way.
  updateSnapshots: "none",
  reporter: [["list"]],
  timeout: 600_000,
  expect: {
    timeout: 45_000,
    toHaveScreenshot: { animations: "disabled", caret: "hide", scale: "css" },
  },
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-US",
    timezoneId: "UTC",
    serviceWorkers: "block",
    launchOptions: { ...launchOptions, args: [...(launchOptions.args ?? []), ...SAME_EVERYWHERE] },
  },
  webServer: {
    command: `npx next dev --hostname 127.0.0.1 --port ${port}`,
    url: `${baseURL}/gallery`,
    reuseExistingServer: !process.env.CI,
    timeout: 300_000,
    env: { NEXT_TELEMETRY_DISABLED: "1" },
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
