import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Locator, type Page } from "@playwright/test";

/** What one does in the app, in the words of a person. */
export class App {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/");
  }

  async startAsGuest(): Promise<void> {
    await this.open();
    await this.page.getByRole("button", { name: "Start now" }).click();
    await expect(this.newTask).toBeVisible();
  }

  get newTask(): Locator {
    return this.page.getByRole("textbox", { name: "New task" });
  }

  get tasks(): Locator {
    return this.page.getByRole("list", { name: "Tasks" }).locator("[data-task]");
  }

  task(title: string): Locator {
    return this.tasks.filter({ hasText: title });
  }

  /** What can be changed of the task that is open. */
  get details(): Locator {
    return this.page.getByRole("region", { name: "Task", exact: true });
  }

  /** Opens a task of the list. */
  async openTask(title: string): Promise<void> {
    await this.task(title).getByText(title).click();
    await expect(this.details.getByRole("textbox", { name: "Title" })).toHaveValue(title);
  }

  /** Goes to a list by its name in the sidebar. */
  async goTo(list: string): Promise<void> {
    await this.page.getByRole("link", { name: list }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: list })).toBeVisible();
  }

  /** What was just done, with a way to undo it. */
  get toast(): Locator {
    return this.page.getByRole("status").filter({ has: this.page.getByRole("button") });
  }

  get chat(): Locator {
    return this.page.getByRole("log", { name: "Conversation" });
  }

  get question(): Locator {
    return this.page.getByRole("region", { name: "Your decision is needed" });
  }

  async add(title: string): Promise<void> {
    await this.newTask.fill(title);
    await this.newTask.press("Enter");
    await expect(this.newTask).toHaveValue("");
    await expect(this.task(title)).toBeVisible();
  }

  /** Says something and waits until the assistant has answered. */
  async say(text: string): Promise<void> {
    const box = this.page.getByRole("textbox", { name: "Message to the assistant" });
    await box.fill(text);
    await box.press("Enter");
    await expect(this.chat.getByText(text).last()).toBeVisible();
    await expect(this.page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  }

  async choose(menuItem: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Account: / }).click();
    await this.page.getByRole("menuitem", { name: menuItem }).click();
  }

  /** Fails when axe finds anything that keeps somebody out. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect(
      violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`),
    ).toEqual([]);
  }

  /** Fails when the page can be pushed sideways, or hides something at its side. */
  async expectFits(): Promise<void> {
    const outside = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      return [...document.querySelectorAll("body *")]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 1 && (box.right > width + 0.5 || box.left < -0.5);
        })
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect(outside).toEqual([]);
  }
}

/** A test with the app in a browser that nobody has used. It fails if the page calls a stranger. */
export const test = base.extend<{ app: App }>({
  app: async ({ page, baseURL }, provide) => {
    const complaints: string[] = [];
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) {
        complaints.push(`foreign request: ${request.url()}`);
      }
    });
    page.on("console", (message) => {
      if (/Content Security Policy|hydrat/i.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await provide(new App(page));
    expect(complaints).toEqual([]);
  },
});

export { expect };
