import { expect, type Locator, type Page } from "@playwright/test";

/** A leaf or branch of a tree by its property: the row's name goes on with its value. */
function startsWith(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?: |$)`);
}

/** The workbench by the names that people and screen readers know its parts by. */
export class Workbench {
  readonly chat: Locator;
  readonly turns: Locator;
  readonly messageBox: Locator;

  constructor(readonly page: Page) {
    this.chat = page.getByRole("region", { name: "Chat", exact: true });
    this.turns = page.getByRole("region", { name: "Turns", exact: true });
    this.messageBox = this.chat.getByRole("textbox", { name: "Message input box" });
  }

  /** Opens a conversation and waits until one can talk. */
  async open({ url }: { url: string }): Promise<void> {
    await this.page.goto(url);
    await this.isReady();
  }

  async isReady(): Promise<void> {
    // The send box comes last, after Web Chat has loaded.
    await expect(this.messageBox).toBeVisible({ timeout: 15_000 });
    await expect(this.status).toHaveText("Live");
  }

  get status(): Locator {
    return this.page.getByRole("banner").getByRole("status");
  }

  async say(text: string): Promise<void> {
    await this.messageBox.fill(text);
    await this.messageBox.press("Enter");
  }

  /** Says something and waits for what the bot answers. */
  async talk(text: string, reply: string | RegExp): Promise<void> {
    const heard = await this.heard(reply).count();
    await this.say(text);
    await expect(this.heard(reply)).toHaveCount(heard + 1);
  }

  /** What the bot (or another person) said. */
  heard(text: string | RegExp): Locator {
    const pattern = typeof text === "string" ? new RegExp(`said: ${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`) : text;
    return this.chat.getByRole("article", { name: pattern }).and(this.chat.getByRole("article", { name: /^(?!You said:)/ }));
  }

  said(text: string): Locator {
    return this.chat.getByRole("article", { name: `You said: ${text}`, exact: true });
  }

  scope(name: "User" | "Conversation" | "Private" | "Dialog"): Locator {
    return this.page.getByRole("region", { name: `${name} state`, exact: true });
  }

  /** A row of a scope's tree by the name of its property. */
  row(scope: Parameters<Workbench["scope"]>[0], property: string): Locator {
    return this.scope(scope).getByRole("treeitem", { name: startsWith(property) });
  }

  turn(sentence: string): Locator {
    return this.turns.getByRole("button", { name: sentence });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  /** Opens the menu of a button and chooses from it. */
  async choose(button: string | RegExp, item: string | RegExp): Promise<void> {
    await this.button(button).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }
}
