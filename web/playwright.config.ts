import { existsSync } from "node:fs";

import { defineConfig, devices } from "@playwright/test";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The stories run against a running app; TODO_URL names it, CHROMIUM the browser. */
const baseURL = process.env.TODO_URL;
if (!baseURL) {
  throw new Error("TODO_URL is not set. Run ./todo up, and give the address it prints.");
}
// A browser of the machine; none is ever downloaded.
const executablePath = process.env.CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    // A colour in mid-transition has the contrast of neither end.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: ["--disable-background-networking", ...(root ? ["--no-sandbox"] : [])],
    },
  },
});
