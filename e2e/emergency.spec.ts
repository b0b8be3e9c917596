import type { Browser, Page } from "@playwright/test";
import { expect } from "./support/test";
import { withAccounts } from "./support/with-accounts";

const { at, call, setPassword, test, welcomeLink } = withAccounts();

/** The page of somebody with a browser of their own, signed in; `root` adds whoever is not there yet. */
async function pageOf(browser: Browser, link: string, more: Record<string, string> = {}): Promise<Page> {
  const context = await browser.newContext();
  await setPassword(context.request, link, more);
  return context.newPage();
}

async function testConversation({ request }: Page): Promise<string> {
  const started = await call(request, "POST", "/api/conversations", { botId: "state-management", user: { id: "u-2", name: "Bo" } });
  return encodeURIComponent(started.conversationId);
}

test("an administrator reads in an emergency what an approver lets them, everybody sees that, and it ends", async ({ browser }) => {
  const root = await pageOf(browser, welcomeLink(), { login: "root", name: "Root" });
  const enrol = async (login: string, name: string, role: string) => {
    const { link } = await call(root.request, "POST", "/api/access/accounts", { login, name, roles: [role] });
    return pageOf(browser, link.url);
  };
  const kim = await enrol("kim", "Kim", "approver");
  const tess = await enrol("tess", "Tess", "tester");
  const { conversationId } = await call(root.request, "POST", "/api/conversations", { botId: "profile", user: { id: "u-1", name: "Ann" } });
  await root.request.patch(at("/api/bots/profile"), { data: { isProduction: true } });
  const bannerOn = (page: Page) => page.getByRole("region", { name: "Emergency access" }).filter({ hasText: "Emergency access:" });
  // Half a sentence is in a page that is mounted anew whenever other values may be seen in it.
  await tess.goto(at(`/c/${await testConversation(tess)}`));
  const words = tess.getByRole("textbox", { name: "Message input box" });
  await words.fill("half a sentence", { timeout: 30_000 });
  await kim.goto(at("/people"));
  await root.goto(at(`/c/${conversationId}`));
  await expect(root.getByRole("heading", { name: "There is no such conversation here" })).toBeVisible();

  await root.goto(at("/settings/access"));
  await root.getByLabel("Why you have to read people’s data now").fill("The bot answers strangers");
  await root.getByRole("button", { name: "Ask for emergency access" }).click();
  await expect(root.getByText("waits for an approver")).toBeVisible();
  await expect(bannerOn(kim)).toContainText("Root asks to read people’s data: The bot answers strangers");
  await expect(bannerOn(tess)).toHaveCount(0);
  await bannerOn(kim).getByRole("link", { name: "Decide" }).click();
  await kim.getByRole("button", { name: "Let Root read for 30 minutes" }).click();

  // On pages that were open all the while.
  await expect(bannerOn(tess)).toContainText(/Root reads people’s data, from \d\d:\d\d until \d\d:\d\d/);
  await expect(bannerOn(tess)).not.toContainText("strangers");
  await expect(words).toHaveValue("half a sentence");
  await expect(bannerOn(root)).toContainText("you read people’s data");
  await root.goto(at(`/c/${conversationId}`));
  await expect(root.getByRole("region", { name: "Masking" })).toContainText("values are masked");
  await expect(root.getByRole("button", { name: /^Unmask/ })).toBeVisible();

  await bannerOn(kim).getByRole("link", { name: "End it" }).click();
  await kim.getByRole("button", { name: "End it now" }).click();
  for (const page of [root, kim, tess]) await expect(bannerOn(page)).toHaveCount(0);
  await expect(words).toHaveValue("half a sentence");
  await root.reload();
  await expect(root.getByRole("heading", { name: "There is no such conversation here" })).toBeVisible();
  for (const page of [root, kim, tess]) await page.context().close();
});
