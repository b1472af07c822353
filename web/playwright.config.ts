import { defineConfig, devices } from "@playwright/test";

import { launchOptions } from "./playwright.browser";

/** The stories run against a running app; TODO_URL names it, CHROMIUM the browser. */
const baseURL = process.env.TODO_URL;
if (!baseURL) {
  throw new Error("TODO_URL is not set. Run ./todo up, and give the address it prints.");
}

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  // Long enough for a busy machine: no story is about speed.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    // A colour in mid-transition has the contrast of neither end.
    contextOptions: { reducedMotion: "reduce" },
    // It would answer requests out of sight; the stories about it allow it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions,
  },
});
