import { expect, test } from "./support/test";

const wasHacked = () => Reflect.get(window, "wasHacked");
// The page's policy reports what it has stopped, and a picture named by a bot may be missing.
const stopped = [/Executing inline event handler violates/, /status of 404.*\/c\/x/];

test("nothing that a bot sends runs in the page", async ({ api, page, tolerated, workbench }) => {
  tolerated.push(...stopped);
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("html");
  await expect(workbench.feed.getByRole("strong")).toHaveText("still here");
  const handlers = () =>
    [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on")));
  expect(await page.evaluate(handlers)).toEqual([]);
  await expect(workbench.feed.locator("script, iframe, style, svg")).toHaveCount(0);
  // Nothing on a card is lost without a word.
  await expect(workbench.feed.getByRole("img", { name: "hostile image (cannot be shown)" })).toBeVisible();
  expect(await page.evaluate(wasHacked)).toBeUndefined();
});

test("links of a bot that would run script do nothing", async ({ api, page, tolerated, workbench }) => {
  tolerated.push(...stopped);
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await workbench.say("html");
  const open = page.context().pages();
  await workbench.feed.getByRole("button", { name: "anchor" }).click();
  await expect(workbench.feed.getByRole("link")).toHaveCount(0);
  await workbench.talk("hello", "you said: hello");
  await expect(page).toHaveURL(conversation.url);
  expect(page.context().pages()).toEqual(open);
  expect(await page.evaluate(wasHacked)).toBeUndefined();
});

test("each page allows scripts by a nonce of its own and no inline script", async ({ page }) => {
  const nonces = new Set<string>();
  for (const path of ["/bots", "/bots", "/settings", "/api/docs"]) {
    const policy = (await page.goto(path))?.headers()["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    nonces.add(/'nonce-([^']+)'/.exec(scripts)?.[1] ?? "none");
    const bare = await page.evaluate(() =>
      [...document.scripts].filter((script) => !script.nonce).map((script) => script.outerHTML.slice(0, 80)),
    );
    expect(bare).toEqual([]);
  }
  expect(nonces.size).toBe(4);
});

test("markup with script that gets into the page all the same does not run it", async ({ page, tolerated }) => {
  tolerated.push(...stopped);
  await page.goto("/settings");
  await page.evaluate(async () => {
    document.body.insertAdjacentHTML("beforeend", `<img alt="" src="data:," onerror="window.wasHacked = true">`);
    const picture = [...document.images].at(-1);
    await new Promise((resolve) => picture?.addEventListener("error", resolve));
  });
  expect(await page.evaluate(wasHacked)).toBeUndefined();
});
