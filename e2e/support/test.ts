import { type Browser, type BrowserContext, test as base } from "@playwright/test";
import { Api } from "./api";
import { watchFaults } from "./faults";
import { Workbench } from "./workbench";

type Options = {
  /** Faults that a test brings about itself, such as those of a network that is cut. */
  tolerated: RegExp[];
};

type Fixtures = {
  api: Api;
  /** The page, as a tester uses it. */
  workbench: Workbench;
  /** A second tab of the same browser. */
  secondTab: Workbench;
  /** A browser that has never been here. */
  elsewhere: Workbench;
};

/** Every page of every test reports its errors here; one that was not foreseen fails the test. */
export const test = base.extend<Options & Fixtures>({
  tolerated: [[], { option: true }],
  context: async ({ context, baseURL = "", tolerated }, use) => {
    const checkFaults = watchFaults(context, baseURL, tolerated);
    await use(context);
    checkFaults();
  },
  api: async ({ request }, use) => use(new Api(request)),
  workbench: async ({ page }, use) => use(new Workbench(page)),
  secondTab: async ({ context }, use) => use(new Workbench(await context.newPage())),
  elsewhere: async ({ browser, contextOptions, baseURL = "", tolerated }, use) => {
    const context = await newContext(browser, { ...contextOptions, baseURL });
    const checkFaults = watchFaults(context, baseURL, tolerated);
    await use(new Workbench(await context.newPage()));
    checkFaults();
    await context.close();
  },
});

function newContext(browser: Browser, options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", timezoneId: "Europe/Berlin", ...options });
}

export { expect } from "@playwright/test";
