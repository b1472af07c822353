import { readFile } from "node:fs/promises";

import { expect, test, type App } from "./support/app";

async function openList(app: App) {
  await app.page.getByRole("button", { name: "Conversations" }).click();
  return app.page.getByRole("dialog", { name: "Conversations" });
}

async function startAnew(app: App): Promise<void> {
  await app.page.getByRole("button", { name: "New conversation", exact: true }).click();
  await expect(app.page.getByRole("heading", { name: "New conversation" })).toBeVisible();
}

test("talks are found by what was said in them, and each has its address", async ({ app }) => {
  await app.startAsGuest();
  await app.say("add water the tomatoes");
  await expect(app.page.getByRole("heading", { name: "add water the tomatoes" })).toBeVisible();
  const first = app.page.url();
  expect(first).toContain("chat=");
  await startAnew(app);
  await app.say("What can you do?");
  expect(app.page.url()).not.toBe(first);

  const list = await openList(app);
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await app.expectAccessible();
  await list.getByRole("searchbox").fill("tomato");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await list.getByRole("searchbox").fill("no such words");
  await expect(list).toContainText("Nothing was found.");
  await list.getByRole("searchbox").fill("tomatoes");
  await list.getByRole("button", { name: /^add water the tomatoes/ }).click();
  await expect(app.page).toHaveURL(first);
  await expect(app.chat.locator("[data-receipt=create]")).toBeVisible();

  await app.page.reload();
  await expect(app.chat.locator("[data-receipt=create]")).toBeVisible();
  await app.page.goBack();
  await expect(app.chat).toContainText("What can you do?");
});

test("a talk is renamed, taken out as a file, and deleted; its tasks stay", async ({ app }) => {
  await app.startAsGuest();
  await app.say("add paint the fence");
  const more = app.page.getByRole("button", { name: "More about this conversation" });
  await more.click();
  await app.page.getByRole("menuitem", { name: "Rename" }).click();
  await app.page.getByRole("textbox", { name: "Title" }).fill("The shopping");
  await app.page.getByRole("button", { name: "Rename" }).click();
  await expect(app.page.getByRole("heading", { name: "The shopping" })).toBeVisible();

  await more.click();
  const saved = app.page.waitForEvent("download");
  await app.page.getByRole("menuitem", { name: "Export as Markdown" }).click();
  expect(await readFile(await (await saved).path(), "utf8")).toContain("# The shopping");

  await more.click();
  await app.page.getByRole("menuitem", { name: "Delete" }).click();
  const question = app.page.getByRole("dialog", { name: "Delete the conversation?" });
  await expect(question.getByRole("heading")).toBeVisible();
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(app.page.getByRole("heading", { name: "New conversation" })).toBeVisible();
  await expect(app.chat).not.toContainText("paint the fence");
  await expect(app.task("paint the fence")).toBeVisible();
});

test("an address of a talk that is gone leads to the newest", async ({ app }) => {
  await app.startAsGuest();
  await app.say("What can you do?");
  const here = app.page.url();
  await app.page.goto("/?chat=0192f3a4-5b6c-7d8e-9f01-23456789abcd");
  await expect(app.page).toHaveURL(here);
  await expect(app.chat).toContainText("What can you do?");
});
