import type { Page } from "@playwright/test";

import { expect, test } from "./support/app";

const EDIT = "Edit your message";

test("what was said is said otherwise: the old one goes, what was done stays", async ({ app }) => {
  await app.startAsGuest();
  await app.say("add buy milk");
  await expect(app.task("buy milk")).toBeVisible();
  const box = app.page.getByRole("textbox", { name: "Message to the assistant" });
  await box.press("ArrowUp");
  const edit = app.page.getByRole("textbox", { name: EDIT });
  await expect(edit).toBeFocused();
  await expect(edit).toHaveValue("add buy milk");
  await app.expectAccessible();
  await edit.press("Escape");
  await expect(edit).toHaveCount(0);

  await app.chat.getByRole("button", { name: "Edit and send again" }).click();
  await edit.fill("add buy bread");
  await edit.press("Enter");
  await expect(app.task("buy bread")).toBeVisible();
  await expect(app.chat).not.toContainText("buy milk");
  await expect(app.task("buy milk")).toBeVisible();
  await app.page.reload();
  await expect(app.chat).toContainText("add buy bread");
  await expect(app.chat).not.toContainText("buy milk");
});

test("the newest answer is made anew, and the one before is still there", async ({ app }) => {
  await app.startAsGuest();
  await app.say("add buy milk");
  await app.chat.getByRole("button", { name: "Answer anew" }).click();
  const earlier = app.chat.getByRole("button", { name: "Show 1 earlier answer" });
  await expect(earlier).toBeVisible();
  await expect(app.page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  await expect(app.tasks).toHaveCount(1);
  await expect(app.chat.locator("[data-receipt]")).toHaveCount(1);
  await earlier.click();
  await expect(app.chat.locator("[data-receipt]")).toHaveCount(2);
});

test("an answer is copied", async ({ app, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.startAsGuest();
  await app.say("add buy milk");
  await app.chat.getByRole("button", { name: "Copy" }).last().click();
  await expect(app.chat.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toContain("milk");
});

test("without a network nothing that is written is lost", async ({ app, context }) => {
  await app.startAsGuest();
  const box = app.page.getByRole("textbox", { name: "Message to the assistant" });
  await expect(box).toBeVisible();
  await context.setOffline(true);
  await expect(app.page.getByText("The assistant needs the network.")).toBeVisible();
  await box.fill("add buy milk");
  await box.press("Enter");
  await expect(box).toHaveValue("add buy milk");
  await context.setOffline(false);
  await expect(app.page.getByText("The assistant needs the network.")).toHaveCount(0);
  await box.press("Enter");
  await expect(app.task("buy milk")).toBeVisible();
});

test("a message that was refused can be sent again", async ({ app, page }) => {
  await app.startAsGuest();
  const detail = "The assistant is still answering.";
  await page.route(/\/messages$/, (route) => route.fulfill({ status: 409, json: { detail } }), {
    times: 1,
  });
  const box = page.getByRole("textbox", { name: "Message to the assistant" });
  await box.fill("add buy milk");
  await box.press("Enter");
  await expect(page.getByText(detail)).toBeVisible();
  await app.expectAccessible();
  await app.chat.getByRole("button", { name: "Send again" }).click();
  await expect(app.task("buy milk")).toHaveCount(1);
  await expect(page.getByText("Not sent.")).toHaveCount(0);
});

test("a long talk shows its end, goes back page by page, and stays where one reads", async ({
  app,
  page,
}) => {
  await app.startAsGuest();
  const path = `/api/v1/conversations/${await onlyConversation(page)}/messages`;
  for (let number = 0; number < 24; number++) {
    const data = { id: crypto.randomUUID(), text: `add thing ${number} of many` };
    // The answer is a stream that ends with the turn.
    await (await page.request.post(path, { data })).text();
  }
  await page.reload();
  await expect(app.chat.getByText("add thing 23 of many")).toBeInViewport();
  await expect(app.chat.getByText("add thing 0 of many")).toHaveCount(0);
  await app.chat.evaluate((log) => {
    log.scrollTop = 0;
  });
  await expect(app.chat.getByText("add thing 0 of many")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Newest" })).toBeVisible();
  await expect(app.chat.getByText("add thing 0 of many")).not.toBeInViewport();
  await page.getByRole("button", { name: "Newest" }).click();
  await expect(app.chat.getByText("add thing 23 of many")).toBeInViewport();
});

/** The id of the conversation that a new guest's chat has begun. */
async function onlyConversation(page: Page): Promise<string> {
  let ids: string[] = [];
  await expect(async () => {
    const answer = await page.request.get("/api/v1/conversations");
    ids = ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(ids).toHaveLength(1);
  }).toPass();
  return ids[0] ?? "";
}
