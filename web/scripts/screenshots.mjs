// Takes the pictures of the README from a running app:
//   TODO_URL=http://127.0.0.1:7080 node scripts/screenshots.mjs [FOLDER]
// CHROMIUM names the browser if it is in no usual place.
import { existsSync } from "node:fs";
import path from "node:path";

import { chromium } from "@playwright/test";

const url = process.env.TODO_URL;
if (!url) {
  console.error("TODO_URL is not set: start the app with ./todo up and give its address.");
  process.exit(2);
}
const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, "../../docs/images"));
const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };

const day = (distance) => {
  const date = new Date();
  date.setDate(date.getDate() + distance);
  return new Intl.DateTimeFormat("en-CA").format(date);
};

const TASKS = [
  { title: "Send the invoice to Ada", due_date: day(-1), priority: "high", tags: ["work"] },
  { title: "Water the plants", due_date: day(0), tags: ["home"] },
  {
    title: "Prepare the talk",
    notes: "Start with the demo, end with the question everybody has.",
    due_date: day(2),
    due_time: "09:30",
    priority: "medium",
    tags: ["work"],
  },
  { title: "Book the train to Basel", due_date: day(5), tags: ["travel"] },
  { title: "Read the book that Grace lent me" },
];

/** Signs in a guest with tasks and a short conversation. */
async function prepare(page) {
  await page.goto(url);
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByRole("textbox", { name: "New task" }).waitFor();
  for (const data of TASKS) {
    await page.evaluate(async (task) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(task);
      const answer = await fetch("/api/v1/tasks", { method: "POST", headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    }, data);
  }
  await page.reload();
  await say(page, "add buy milk tomorrow at 5pm #home");
  await say(page, "delete the plants");
  await asked(page);
}

async function say(page, text) {
  const box = page.getByRole("textbox", { name: "Message to the assistant" });
  await box.fill(text);
  await box.press("Enter");
  await page.getByRole("log").getByText(text).waitFor();
  await page.getByRole("button", { name: "Send", exact: true }).waitFor();
}

async function take(context, name, viewport, colorScheme, before = asked) {
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.goto(url);
  await page.getByRole("list", { name: "Tasks" }).waitFor();
  await before(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}

const asked = (page) => page.getByRole("region", { name: "Your decision is needed" }).waitFor();
const openChat = async (page) => {
  await page.getByRole("button", { name: "Assistant", exact: true }).click();
  await asked(page);
};
const tasksOnly = () => undefined;

const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
try {
  const context = await browser.newContext({ viewport: DESKTOP, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Start now" }).waitFor();
  await page.screenshot({ path: path.join(folder, "welcome.png") });
  await prepare(page);
  await page.close();
  await take(context, "app-light", DESKTOP, "light");
  await take(context, "app-dark", DESKTOP, "dark");
  await take(context, "phone-light", PHONE, "light", tasksOnly);
  await take(context, "phone-chat-dark", PHONE, "dark", openChat);
} finally {
  await browser.close();
}
