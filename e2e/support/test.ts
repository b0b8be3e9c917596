import { test as base } from "@playwright/test";
import { Api } from "./api";
import { watchFaults } from "./faults";
import { Workbench } from "./workbench";

type Fixtures = {
  /** Faults that the test brings about itself, such as those of a network that is cut, are added here. */
  tolerated: RegExp[];
  api: Api;
  /** The page, as a tester uses it. */
  workbench: Workbench;
  /** A second tab of the same browser. */
  secondTab: Workbench;
  /** A browser that has never been here. */
  elsewhere: Workbench;
};

/** Every page of every test reports its faults here; one that was not foreseen fails the test. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright finds out by the pattern that no other fixture is needed
  tolerated: async ({}, use) => use([]),
  context: async ({ context, baseURL, tolerated }, use) => {
    const checkFaults = watchFaults(context, baseURL, tolerated);
    await use(context);
    checkFaults();
  },
  api: async ({ request }, use) => use(new Api(request)),
  workbench: async ({ page }, use) => use(new Workbench(page)),
  secondTab: async ({ context }, use) => use(new Workbench(await context.newPage())),
  elsewhere: async ({ browser, baseURL, viewport, locale, timezoneId, tolerated }, use) => {
    const context = await browser.newContext({ baseURL, viewport, locale, timezoneId });
    const checkFaults = watchFaults(context, baseURL, tolerated);
    await use(new Workbench(await context.newPage()));
    checkFaults();
    await context.close();
  },
});

export { expect } from "@playwright/test";
