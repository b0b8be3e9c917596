import type { APIRequestContext, Page } from "@playwright/test";
import type { Role } from "@/lib/model";
import { expect } from "./support/test";
import { fillSignIn, withAccounts } from "./support/with-accounts";

const { at, call, setPassword, test, welcomeLink } = withAccounts();
const ann = { id: "u-ann", name: "Ann" };
const people = { tess: "tester", olga: "product-owner", rae: "privacy-reviewer", dan: "approver" } as const satisfies Record<string, Role>;
let workbenchUrl = "";
let personUrl = "";
let lostUrl = "";

async function signIn(page: Page, login: keyof typeof people): Promise<void> {
  await page.goto(at("/sign-in"));
  await fillSignIn(page, login);
  await expect(page.getByRole("link", { name: /^Signed in as / })).toBeVisible();
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

/** A turn that wrote over what one beside it had written, of a bot that is a production bot from then on. */
async function loseValue(request: APIRequestContext): Promise<string> {
  const bot = "/api/bots/faulty-sdk";
  await call(request, "PATCH", bot, { overlapTurns: true });
  const { conversationId } = await call(request, "POST", "/api/conversations", { botId: "faulty-sdk", user: ann });
  const activities = `/api/conversations/${encodeURIComponent(conversationId)}/activities`;
  const say = (text: string) => call(request, "POST", activities, { text, from: ann });
  const slow = say("hold colour blue");
  await expect.poll(async () => JSON.stringify(await call(request, "GET", activities))).toContain("a moment, please");
  await say("set colour green");
  await Promise.all([say("release"), slow]);
  await call(request, "PATCH", bot, { isProduction: true });
  return `/c/${encodeURIComponent(conversationId)}?turn=2&tab=changes`;
}

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await setPassword(request, welcomeLink(), { login: "root", name: "Root" });
  for (const [login, role] of Object.entries(people)) {
    const { link } = await call(request, "POST", "/api/access/accounts", { login, name: login, roles: [role] });
    const other = await playwright.request.newContext();
    await setPassword(other, link.url);
    await other.dispose();
  }
  const started = await call(request, "POST", "/api/conversations", {
    botId: "profile",
    user: ann,
    state: { user: { email: "ann@x.example" } },
  });
  workbenchUrl = `/c/${encodeURIComponent(started.conversationId)}`;
  const found = await call(request, "POST", "/api/people/search", { query: ann.id, match: "exact" });
  personUrl = `/people/${found.people[0].personId}`;
  await call(request, "PATCH", "/api/bots/profile", { isProduction: true });
  lostUrl = await loseValue(request);
  await request.dispose();
});

test("a product owner looks at a production bot, and what they may not do says so where it is", async ({ page }) => {
  await signIn(page, "olga");
  await page.goto(at(workbenchUrl));
  const edit = button(page, "Edit user state");
  await expect(edit).toHaveAttribute("aria-disabled", "true");
  await expect(edit).toHaveAccessibleDescription(/You may not change what a production bot remembers/);
  await expect(button(page, "Propose a reset of user state")).toHaveAccessibleDescription(/You may not propose the reset of a scope/);
  await expect(button(page, "New conversation")).toHaveAccessibleDescription(/You may not change/);
  await expect(page.getByRole("region", { name: "Chat", exact: true }).getByText(/You may not change/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message input box" })).toHaveCount(0);
  await page.goto(at(`${workbenchUrl}/people`));
  await expect(button(page, "Add and tell the bot")).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "User id" })).toBeDisabled();
  await expect(page.getByRole("region", { name: "People" }).getByText(/You may not change/)).toBeVisible();
  await page.goto(at(lostUrl));
  const lost = page.getByRole("article", { name: "Lost value at /colour in user state" });
  await expect(lost.getByRole("button", { name: "Put back /colour" })).toBeDisabled();
  await expect(lost.getByText(/You may not change/)).toBeVisible();
  await page.goto(at("/bots"));
  await expect(page.getByRole("group", { name: "How Profile is run" }).getByRole("combobox").first()).toBeDisabled();
  await expect(page.getByRole("group", { name: "How Trip planner is run" }).getByRole("combobox").first()).toBeEnabled();
  await page.goto(at("/bots/profile/memory/dictionary"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Profile");
  await expect(button(page, "Import…")).toHaveCount(0);
  await page.goto(at(personUrl));
  await expect(page.getByRole("region", { name: "Restrictions and holds" })).toBeVisible();
  for (const name of ["Restrict…", "Legal hold…", "Unmask…", "New request…"]) await expect(button(page, name)).toHaveCount(0);
});

test("a tester changes test bots as ever", async ({ page }) => {
  await signIn(page, "tess");
  const { conversationId } = await call(page.request, "POST", "/api/conversations", { botId: "state-management", user: ann });
  await page.goto(at(`/c/${encodeURIComponent(conversationId)}`));
  await expect(button(page, "Reset user state")).not.toHaveAttribute("aria-disabled", "true");
  await expect(button(page, "Edit user state")).not.toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("textbox", { name: "Message input box" })).toBeVisible({ timeout: 30_000 });
});

test("a privacy reviewer proposes a reset, which an approver approves, and then it is done", async ({ page, browser }) => {
  await signIn(page, "rae");
  await page.goto(at(workbenchUrl));
  await button(page, "Propose a reset of user state").click();
  const dialog = page.getByRole("dialog", { name: "Propose to reset user state?" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("The bot is stuck with a wrong answer");
  await dialog.getByRole("button", { name: "Propose the reset" }).click();
  await expect(dialog).toBeHidden();
  await page.goto(at("/privacy/proposals"));
  await expect(button(page, /^Approve: /)).toBeDisabled();
  await expect(button(page, /^Reject: /)).toBeDisabled();
  await expect(page.getByText(/You may not approve an erasure, a hold or a rule/)).toBeVisible();

  const others = await (await browser.newContext()).newPage();
  await signIn(others, "dan");
  await others.goto(at("/privacy/requests"));
  await expect(button(others, "New request")).toHaveAccessibleDescription(/You may not work on requests/);
  await others.goto(at("/privacy/proposals"));
  await button(others, /^Approve: /).click();
  await expect(others.getByText("approved", { exact: true })).toBeVisible();
  await others.goto(at(workbenchUrl));
  await expect(others.getByRole("region", { name: "User state" })).toContainText("empty");
  await others.context().close();
});
