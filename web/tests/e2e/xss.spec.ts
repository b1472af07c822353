import type { Page, Route } from "@playwright/test";

import { expect, test, type App } from "./support/app";
import { PAYLOADS } from "./support/payloads";

import type { components } from "@/types/api";

type Message = components["schemas"]["MessagePublic"];
type Part = Message["parts"][number];

const TURN = "00000000-0000-7000-8000-000000000000";
/** What Markdown may become. */
const HARMLESS = "a blockquote br code del div em hr li ol p pre strong ul"
  .toUpperCase()
  .split(" ");

/** Whatever a payload would do shows here; foreign requests fail every test by themselves. */
async function expectNothingRan(app: App): Promise<void> {
  expect(await app.page.evaluate(() => "ran" in window)).toBe(false);
  const words = app.chat.locator(".prose-chat, .prose-chat *");
  const found = await words.evaluateAll((elements) => ({
    names: [...new Set(elements.map((one) => one.tagName))],
    handlers: elements.filter((one) => [...one.attributes].some((at) => at.name.startsWith("on"))),
    links: elements.flatMap((one) => (one instanceof HTMLAnchorElement ? [one.protocol] : [])),
  }));
  expect(found.names.filter((name) => !HARMLESS.includes(name))).toEqual([]);
  expect(found.handlers).toEqual([]);
  expect(found.links.filter((protocol) => !/^(https?|mailto):$/.test(protocol))).toEqual([]);
}

test("two hundred tasks that would run something only stand there", async ({ app }) => {
  expect(new Set(PAYLOADS).size).toBe(200);
  await app.startAsGuest();
  for (let from = 0; from < PAYLOADS.length; from += 20) {
    const some = PAYLOADS.slice(from, from + 20);
    await Promise.all(some.map((text) => addTask(app.page, text)));
  }
  await app.page.reload();
  await expect(app.tasks.first()).toBeVisible();
  await app.say("list my tasks");
  await expect(app.chat.getByRole("listitem").first()).toBeVisible();
  await app.chat.getByRole("button", { name: /^Looked at your tasks/ }).click();
  await app.say("delete all tasks");
  await expect(app.question).toBeVisible();
  await expectNothingRan(app);
});

async function addTask(page: Page, text: string): Promise<void> {
  const data = { title: text.replace(/\s+/g, " "), notes: text };
  const answer = await page.request.post("/api/v1/tasks", { data });
  expect(answer.status()).toBe(201);
}

test("two hundred answers of a model that would run something only stand there", async ({
  app,
}) => {
  await app.page.route(/\/conversations\/[^/]+\/messages(\?|$)/, answerWithPayloads);
  await app.startAsGuest();
  // Said by a stored message, by a receipt, by an error, and by a stream.
  await expect(app.chat).toContainText("n199.");
  await expect(app.chat.locator("[data-receipt]")).toHaveCount(PAYLOADS.length);
  await app.chat
    .getByRole("button", { name: /Nothing was changed by it/ })
    .last()
    .click();
  await expectNothingRan(app);
  await app.say("and now?");
  await expect(app.chat).toContainText("That was all.");
  await expectNothingRan(app);
});

async function answerWithPayloads(route: Route): Promise<void> {
  if (route.request().method() === "GET") {
    const items = PAYLOADS.flatMap(said).reverse();
    await route.fulfill({ json: { items, next_cursor: null } });
  } else {
    const headers = { "content-type": "text/event-stream", "x-turn-id": TURN };
    await route.fulfill({ headers, body: stream() });
  }
}

/** A question and its answer, with the payload wherever a text can stand. */
function said(text: string, index: number): Message[] {
  const call = { type: "tool" as const, tool_name: text, input: { text }, approval_id: null };
  const receipt = {
    ...{ change_id: null, action: "create", title: text, titles: [text, text], count: 2 },
    ...{ summary: text, undone: false },
  };
  const output = { tasks: [{ id: TURN, title: text }], summary: text };
  const parts: Part[] = [
    { type: "text", text },
    { ...call, tool_call_id: "a", state: "output-available", output, error: null, receipt },
    { ...call, tool_call_id: "b", state: "output-error", output: null, error: text, receipt: null },
  ];
  const rest = {
    ...{ created_at: "2026-11-26T08:00:00Z", turn_id: TURN, status: "complete" as const },
    ...{ model: text, usage: null },
  };
  return [
    { ...rest, id: `q${index}`, role: "user", parts: parts.slice(0, 1) },
    { ...rest, id: `a${index}`, role: "assistant", parts },
  ];
}

/** A turn whose words come in pieces, each payload cut in two. */
function stream(): string {
  const words = PAYLOADS.flatMap((text) => {
    const middle = Math.floor(text.length / 2);
    return [text.slice(0, middle), text.slice(middle), "\n\n"];
  });
  const events = [
    { type: "start", messageId: "m1" },
    { type: "data-turn", data: { turn_id: TURN, status: "running", model: "x" } },
    { type: "text-start", id: "t" },
    ...[...words, "That was all."].map((delta) => ({ type: "text-delta", id: "t", delta })),
    { type: "text-end", id: "t" },
    { type: "data-turn", data: { turn_id: TURN, status: "complete", model: "x" } },
    { type: "finish" },
  ];
  const lines = events.map((part, index) => `id: ${index + 1}\ndata: ${JSON.stringify(part)}\n\n`);
  return `${lines.join("")}data: [DONE]\n\n`;
}
