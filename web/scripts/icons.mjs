// Draws the icons of the installed app from src/app/icon.svg: node scripts/icons.mjs
// CHROMIUM names the browser if it is in no usual place.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { chromium } from "@playwright/test";

const root = path.resolve(import.meta.dirname, "..");
const svg = await readFile(path.join(root, "src/app/icon.svg"), "utf8");
const GROUND = "#3d5afe";
// A maskable icon may be cut to a circle of four fifths; Apple rounds the corners itself.
const ICONS = [
  { file: "public/icons/192.png", size: 192, share: 1, ground: "transparent" },
  { file: "public/icons/512.png", size: 512, share: 1, ground: "transparent" },
  { file: "public/icons/maskable.png", size: 512, share: 0.8, ground: GROUND },
  { file: "src/app/apple-icon.png", size: 180, share: 0.9, ground: GROUND },
];
const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
try {
  const page = await browser.newPage();
  for (const { file, size, share, ground } of ICONS) {
    const inner = `width:${size * share}px;height:${size * share}px`;
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0;background:${ground};display:grid;place-items:center;height:100vh"><div style="${inner}">${svg}</div>`,
    );
    await page.screenshot({ path: path.join(root, file), omitBackground: true });
  }
} finally {
  await browser.close();
}
