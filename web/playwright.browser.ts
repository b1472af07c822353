import { existsSync } from "node:fs";

import type { LaunchOptions } from "@playwright/test";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// A browser of the machine; none is ever downloaded.
const executablePath = process.env.CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
const root = process.getuid?.() === 0;

/** How every suite starts its browser. */
export const launchOptions: LaunchOptions = {
  ...(executablePath && { executablePath }),
  args: ["--disable-background-networking", ...(root ? ["--no-sandbox"] : [])],
};
