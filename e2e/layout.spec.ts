import type { Locator } from "@playwright/test";
import { expect, test } from "./support/test";

const widthOf = async (region: Locator): Promise<number> => Math.round((await region.boundingBox())?.width ?? 0);

test("panes are resized by keyboard, and have the same size after a reload", async ({ api, page, workbench }) => {
  await workbench.open(await api.start());
  const before = await widthOf(workbench.chat);
  await page.getByRole("separator", { name: "Resize chat and turns" }).focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => widthOf(workbench.chat)).toBeGreaterThan(before + 20);
  const after = await widthOf(workbench.chat);
  await page.reload();
  await workbench.isReady();
  expect(Math.abs((await widthOf(workbench.chat)) - after)).toBeLessThanOrEqual(1);
});

test("nothing moves when the state arrives", async ({ api, page, workbench }) => {
  const conversation = await api.start({ state: { user: { userProfile: { name: "Ann" } }, private: { note: 1 } } });
  await conversation.say("hello");
  await page.addInitScript(() => {
    Reflect.set(window, "shifts", []);
    new PerformanceObserver((list) => Reflect.get(window, "shifts").push(...list.getEntries().map((entry) => entry.toJSON()))).observe({
      type: "layout-shift",
      buffered: true,
    });
  });
  await workbench.open(conversation);
  await expect(workbench.row("User", "name")).toBeVisible();
  await workbench.talk("hello again", "Ann sent: hello again");
  const shifts: { value: number }[] = await page.evaluate(() => Reflect.get(window, "shifts"));
  // Browsers call a page steady below 0.1.
  expect(shifts.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(0.05);
});

test.describe("on a small laptop", () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test("all three panes and the bar fit a small laptop", async ({ api, page, workbench }) => {
    await workbench.open(await api.start());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
    for (const part of [workbench.chat, workbench.turns, workbench.scope("User"), workbench.button("New conversation")]) {
      await expect(part).toBeInViewport({ ratio: 0.99 });
    }
  });
});
