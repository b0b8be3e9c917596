import { type APIRequestContext, expect, request as http } from "@playwright/test";
import { newPerson } from "./support/api";
import { test } from "./support/test-with-server";

test.describe.configure({ timeout: 120_000 });

/** By another client, while no page is connected. Ends when it is verified. */
async function erase(request: APIRequestContext, userId: string): Promise<void> {
  const ask = async (method: string, path: string, data?: object) => {
    const answer = await request.fetch(path, { method, data });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    return answer.json();
  };
  const { people } = await ask("POST", "/api/people/search", { query: userId, match: "exact" });
  const { number } = await ask("POST", "/api/privacy/requests", { type: "erasure", personId: people[0].personId });
  const address = `/api/privacy/requests/${number}`;
  await ask("POST", `${address}/identity`, { noDoubt: "Came to the counter" });
  const { planHash } = await ask("POST", `${address}/plan`);
  await ask("POST", `${address}/approve`, { planHash });
  await ask("POST", `${address}/run`, { planHash, confirm: number });
  await expect.poll(async () => (await ask("GET", address)).state, { timeout: 60_000 }).toBe("erased_local");
}

test("a page that was away while somebody was erased forgets them when it is back, and so does a browser that comes again", async ({
  api,
  browser,
  context,
  page,
  server,
  tolerated,
}) => {
  tolerated.push(
    /WebSocket connection to .* failed/,
    /ERR_(?:CONNECTION_(?:REFUSED|RESET)|EMPTY_RESPONSE|INTERNET_DISCONNECTED)/,
    /status of 404/,
  );
  const ann = newPerson(`Ann Canary${Date.now()}`);
  const conversation = await api.start({ botId: "profile", user: ann });
  await conversation.say("my secret wish");
  const other = await api.start({ botId: "profile" });
  const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  const closed = await browser.newContext({ baseURL: server.origin });
  for (const one of [page, await closed.newPage()]) {
    await one.goto(conversation.url);
    await expect(one.getByText("my secret wish").filter({ visible: true }).first()).toBeVisible();
    await expect(one.getByRole("status").filter({ hasText: "Live" }).first()).toBeVisible();
  }
  expect(await kept()).toContain(ann.name);
  const state = await closed.storageState();
  await closed.close();
  const elsewhere = await context.newPage();
  await elsewhere.goto(other.url);
  await expect(elsewhere.getByRole("status").filter({ hasText: "Live" }).first()).toBeVisible();

  // While the network is away for the pages, and for nobody else.
  await server.stop("SIGTERM");
  await context.setOffline(true);
  await server.start();
  const script = await http.newContext({ baseURL: server.origin });
  await erase(script, ann.id);
  await script.dispose();
  await expect(page.getByText("my secret wish").filter({ visible: true }).first()).toBeVisible();
  await context.setOffline(false);

  await expect(page.getByText("Somebody was erased while this page was away.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("my secret wish")).toHaveCount(0);
  await expect(page.getByText(ann.name)).toHaveCount(0);
  const later = await browser.newContext({ baseURL: server.origin, storageState: state });
  const again = await later.newPage();
  await again.goto("/people");
  await expect(again.getByText("Somebody was erased while this page was away.")).toBeVisible();
  for (const one of [page, elsewhere, again]) {
    const left = () => one.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
    await expect.poll(left, { timeout: 30_000 }).not.toContain(ann.name);
    expect(await left()).not.toContain(ann.id);
  }
  await later.close();
});
