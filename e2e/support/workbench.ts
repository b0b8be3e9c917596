import { expect, type Locator, type Page } from "@playwright/test";
import type { Persona } from "@/lib/model";

type ScopeName = "User" | "Conversation" | "Private" | "Dialog";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The workbench by the names that people and screen readers know its parts by. */
export class Workbench {
  readonly chat: Locator;
  /** The messages; around them the chat repeats what is new for screen readers. */
  readonly feed: Locator;
  readonly turns: Locator;
  readonly messageBox: Locator;

  constructor(readonly page: Page) {
    this.chat = page.getByRole("region", { name: "Chat", exact: true });
    this.feed = this.chat.getByRole("feed");
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
    await expect(this.messageBox).toBeVisible({ timeout: 30_000 });
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

  /** All messages of plain text that the chat holds, in order. */
  get words(): Locator {
    return this.feed.getByRole("paragraph");
  }

  /** What the bot said, or another person by name. */
  heard(text: string | RegExp, from = "Bot"): Locator {
    const words = typeof text === "string" ? `${escaped(text)}$` : text.source;
    return this.feed.getByRole("article", { name: new RegExp(`^${escaped(from)} said: .*${words}`) });
  }

  /** What the person at the page said. */
  said(text: string): Locator {
    return this.feed.getByRole("article", { name: `You said: ${text}`, exact: true });
  }

  scope(name: ScopeName): Locator {
    return this.page.getByRole("region", { name: `${name} state`, exact: true });
  }

  /** A row of a scope's tree by its property; what it is called goes on with its value. */
  row(scope: ScopeName, property: string): Locator {
    return this.scope(scope).getByRole("treeitem", { name: new RegExp(`^${escaped(property)} `) });
  }

  async openRowMenu(scope: ScopeName, property: string): Promise<void> {
    await this.row(scope, property).click({ button: "right" });
    await expect(this.page.getByRole("menu", { name: `Actions for ${property}` })).toBeVisible();
  }

  /** A row of the list of turns by what was said in it. */
  turn(sentence: string): Locator {
    return this.turns.getByRole("button", { name: sentence });
  }

  /** The banner over the state of the past. */
  get past(): Locator {
    return this.page.getByRole("region", { name: "The past" });
  }

  get timeline(): Locator {
    return this.page.getByRole("slider", { name: "Timeline" });
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

  /** Files that go with the next message. */
  get chosenFiles(): Locator {
    return this.chat.getByRole("list", { name: "Files to send" }).getByRole("listitem");
  }

  async upload(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.chat.getByRole("button", { name: "Upload file" }).click();
    await (await chooser).setFiles(file);
  }

  /** Makes a person up in the bar and goes on as that one. */
  async speakAs({ id, name }: Persona): Promise<void> {
    await this.choose(/^Speaking as /, "New person…");
    const form = this.dialog("New person");
    await form.getByRole("textbox", { name: "Name" }).fill(name);
    await form.getByRole("textbox", { name: "User id" }).fill(id);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(this.button(`Speaking as ${name}`)).toBeVisible();
    await this.isReady();
  }
}
