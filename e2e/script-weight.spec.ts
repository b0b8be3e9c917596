import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

test.use({ isFirstVisit: true });

/** A name of Web Chat's own that its bundle cannot do without. */
const ofWebChat = "DIRECT_LINE/POST_ACTIVITY";
const kibibyte = 1024;

/** Counts the bytes of script on their way to a page, and notes whether Web Chat is among them. */
function watchScripts(page: Page) {
  const bodies: Promise<{ bytes: number; text: string }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(
      Promise.all([response.request().sizes(), response.text()]).then(([sizes, text]) => ({ bytes: sizes.responseBodySize, text })),
    );
  });
  return async () => {
    const scripts = await Promise.all(bodies);
    return {
      kilobytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / kibibyte,
      hasWebChat: scripts.some(({ text }) => text.includes(ofWebChat)),
    };
  };
}

for (const path of ["/conversations", "/bots", "/settings", "/privacy/requests", "/privacy/requests/DS-1999-0001", "/api/docs"]) {
  test(`${path} does without Web Chat and under 200 KB of script`, async ({ page, tolerated }) => {
    // That of a case which is not there.
    tolerated.push(/status of 404 .*DS-1999-0001\)/);
    const scripts = watchScripts(page);
    await page.goto(path, { waitUntil: "networkidle" });
    const { hasWebChat, kilobytes } = await scripts();
    expect(hasWebChat).toBe(false);
    expect(kilobytes).toBeLessThan(200);
  });
}

test("the workbench loads Web Chat once, and under 900 KB of script in all", async ({ api, page, workbench }) => {
  const scripts = watchScripts(page);
  await workbench.open(await api.start());
  const { hasWebChat, kilobytes } = await scripts();
  expect(hasWebChat).toBe(true);
  expect(kilobytes).toBeLessThan(900);
});
