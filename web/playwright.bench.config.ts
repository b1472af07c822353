import { defineConfig } from "@playwright/test";

import stories from "./playwright.config";

/** Measures, and no story: what a machine is too slow for says nothing about the app. */
export default defineConfig(stories, {
  testDir: "tests/bench",
  workers: 1,
  timeout: 600_000,
  use: { trace: "off", screenshot: "off" },
});
