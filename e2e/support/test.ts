import { test as base } from "@playwright/test";
import { Api } from "./api";
import { watchFaults } from "./faults";
import { Profile } from "./profile";
import { Workbench } from "./workbench";

type Fixtures = {
  /** Whether the test is about somebody who has never been here: then its browser has kept nothing, not even a script. */
  isFirstVisit: boolean;
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

type WorkerFixtures = { profile: Profile };

/** Every page of every test reports its faults here; one that was not foreseen fails the test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  profile: [
    async ({ playwright, launchOptions }, use, { project }) => {
      const { baseURL, viewport, locale, timezoneId } = project.use;
      const options = { ...launchOptions, baseURL, viewport, locale, timezoneId, colorScheme: "light" as const };
      const profile = await Profile.open(playwright.chromium, options);
      await use(profile);
      await profile.close();
    },
    { scope: "worker" },
  ],
  browser: [({ profile }, use) => use(profile.browser), { scope: "worker" }],
  isFirstVisit: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright finds out by the pattern that no other fixture is needed
  tolerated: async ({}, use) => use([]),
  context: async ({ baseURL, browser, isFirstVisit, profile, tolerated }, use, { project }) => {
    // A server of the test's own has addresses of its own, which a context has from its beginning.
    const isOfTest = isFirstVisit || baseURL === undefined || baseURL !== project.use.baseURL;
    const context = isOfTest ? await browser.newContext() : profile.context;
    const checkFaults = watchFaults(context, baseURL, tolerated);
    await use(context);
    checkFaults();
    await (isOfTest ? context.close() : profile.forget(baseURL));
  },
  page: async ({ colorScheme, context, viewport }, use) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await use(page);
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
