import { expect, test } from "./support/app";

test.describe("in the browser's language", () => {
  test.use({ locale: "de-AT" });

  test("the first page speaks it, before any script runs", async ({ app, page, request }) => {
    const html = await (await request.get("/", { headers: { "accept-language": "de-AT" } })).text();
    expect(html).toMatch(/<html[^>]* lang="de"/);
    await app.open();
    await expect(page.getByRole("button", { name: "Jetzt loslegen" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await app.expectAccessible();
  });
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("German is chosen, used and left again", async ({ app, page }) => {
    // Two languages, four pages, each looked through for what keeps somebody out.
    test.slow();
    await app.startAsGuest();
    await page.goto("/settings");
    await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Deutsch" });
    await expect(page.getByRole("heading", { level: 1, name: "Einstellungen" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page).toHaveTitle(/^Einstellungen/);
    await app.expectFits();
    await app.expectAccessible();

    await page.goto("/inbox");
    const box = page.getByRole("textbox", { name: "Neue Aufgabe" });
    await box.fill("Milch kaufen #zuhause");
    await expect(page.getByLabel("Priorität")).toBeVisible();
    await app.expectFits();
    await box.press("Enter");
    const task = page.getByRole("list", { name: "Aufgaben" }).getByText("Milch kaufen");
    await expect(task).toBeVisible();
    await expect(page.getByText("„Milch kaufen“ hinzugefügt.")).toBeVisible();
    await expect(page.locator("body")).not.toContainText(/\b(the|task|Inbox|Show|Open|Done)\b/, {
      useInnerText: true,
    });
    await app.expectFits();
    await app.expectAccessible();
    await task.click();
    const sheet = page.getByRole("dialog", { name: "Aufgabe" });
    await expect(sheet.getByText("Wiederholt", { exact: true })).toBeVisible();
    await app.expectFits();
    await app.expectAccessible();

    await page.goto("/settings");
    await page.getByRole("combobox", { name: "Sprache" }).selectOption({ label: "English" });
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.goto("/inbox");
    await expect(app.task("Milch kaufen")).toBeVisible();
  });
});
