import { type Browser, chromium } from "@playwright/test";
import { browserFlags, findBrowser } from "../browser.mjs";

/** The browser that the tests use too, closed in any case. */
export async function withBrowser<T>(measure: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}
