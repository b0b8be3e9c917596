import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, BrowserType } from "@playwright/test";

type Options = Parameters<BrowserType["launchPersistentContext"]>[1];

/** What a browser offers to fill in, because an earlier test typed it, would lie over a later test's page. */
const preferences = {
  autofill: { profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
};

/**
 * A browser's own profile, which the tests of a worker use one after another. In contexts of their own each opens a window of its own, and
 * compiles all scripts anew, which takes as long as all that the tests do; a profile keeps the compiled scripts, as everybody's does.
 */
export class Profile {
  readonly browser: Browser;

  private constructor(
    readonly context: BrowserContext,
    private readonly folder: string,
  ) {
    const browser = context.browser();
    if (!browser) throw new Error("A profile has a browser.");
    this.browser = browser;
  }

  static async open(chromium: BrowserType, options: Options): Promise<Profile> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-e2e-profile-"));
    mkdirSync(path.join(folder, "Default"));
    writeFileSync(path.join(folder, "Default", "Preferences"), JSON.stringify(preferences));
    return new Profile(await chromium.launchPersistentContext(folder, options), folder);
  }

  /** Leaves nothing of a test to the next: pages, cookies, what pages stored, permissions, a network that is cut. */
  async forget(origin: string): Promise<void> {
    const { context } = this;
    // The first keeps the window open, and no test has seen it.
    const [blank, ...pages] = context.pages();
    if (!blank) throw new Error("A test has closed the page that keeps the browser's window open.");
    await Promise.all(pages.map((page) => page.close()));
    await context.setOffline(false);
    await context.clearPermissions();
    await context.clearCookies();
    const session = await context.newCDPSession(blank);
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await session.detach();
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
