import type { APIRequestContext } from "@playwright/test";
import type { OverwritePolicy } from "@/lib/model";
import type { Api, ApiConversation } from "./support/api";
import { expect, test } from "./support/test";
import type { Workbench } from "./support/workbench";

const lostAt = (path: string) => `Lost value at ${path} in user state`;

async function setBot(request: APIRequestContext, botId: string, data: { overwritePolicy?: OverwritePolicy; overlapTurns: boolean }) {
  expect((await request.patch(`/api/bots/${botId}`, { data })).status()).toBe(200);
}

/** Two turns at once: the first reads that the colour is red, and saves blue when the second has saved green and a size. */
async function overlap(api: Api, request: APIRequestContext, policy: OverwritePolicy): Promise<ApiConversation> {
  const botId = `faulty-${policy}`;
  await setBot(request, botId, { overwritePolicy: policy, overlapTurns: true });
  const conversation = await api.start({ botId, state: { user: { colour: "red" } } });
  const slow = conversation.say("hold colour blue");
  await expect.poll(() => conversation.texts()).toContain("a moment, please");
  await conversation.say("set colour green");
  await conversation.say("set size large");
  await Promise.all([conversation.say("release"), slow]);
  return conversation;
}

async function isUser(conversation: ApiConversation, data: object): Promise<void> {
  await expect.poll(async () => (await conversation.state()).user.data).toEqual(data);
}

test("a lost update is marked on the timeline, put back with one click, and that can be undone", async ({ api, request, workbench }) => {
  const conversation = await overlap(api, request, "sdk");
  await isUser(conversation, { colour: "blue" });
  await workbench.open(conversation);
  await workbench.button("2 lost updates of turn 2: put back").click();
  const dialog = workbench.dialog("Lost updates of turn 2");
  const size = dialog.getByRole("article", { name: lostAt("/size") });
  await expect(size).toContainText(/The bot wrote\s*nothing\s*Turn 4 wrote\s*"large"/);
  await size.getByRole("button", { name: "Put back /size" }).click();
  await isUser(conversation, { colour: "blue", size: "large" });
  await expect(size).toContainText("Put back by you.");
  await workbench.page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await isUser(conversation, { colour: "blue" });
  await expect(size.getByRole("button", { name: "Put back /size" })).toBeVisible();
});

test("a lost update is put back in the opened turn too, and a failure to do so is told", async ({ api, request, tolerated, workbench }) => {
  const conversation = await overlap(api, request, "sdk");
  await workbench.page.goto(`${conversation.url}?turn=2&tab=changes`);
  const size = workbench.page.getByRole("article", { name: lostAt("/size") });
  tolerated.push(/ERR_FAILED/);
  await workbench.page.route("**/lost-values/*", (route) => route.abort());
  await size.getByRole("button", { name: "Put back /size" }).click();
  await expect(size.getByRole("alert")).toContainText("Nothing was changed");
  await workbench.page.unroute("**/lost-values/*");
  await size.getByRole("button", { name: "Put back /size" }).click();
  await isUser(conversation, { colour: "blue", size: "large" });
});

test("a clash under protect is asked in every tab, stays open over a reload, and is decided in all of them at once", async ({
  api,
  request,
  workbench,
  secondTab,
}) => {
  const conversation = await overlap(api, request, "protect");
  await isUser(conversation, { colour: "blue", size: "large" });
  await workbench.open(conversation);
  await secondTab.open(conversation);
  const banner = (tab: Workbench) => tab.page.getByRole("region", { name: "Open clashes" });
  await expect(banner(workbench)).toContainText("1 clash to decide");
  await expect(banner(secondTab)).toContainText("1 clash to decide");
  await workbench.page.reload();
  await banner(workbench).getByRole("button", { name: "Decide…" }).click();
  const clash = workbench.dialog("Clashes to decide").getByRole("article", { name: lostAt("/colour") });
  await expect(clash).toContainText(/The bot knew\s*"red"\s*The bot wrote\s*"blue"\s*Turn 3 wrote\s*"green"/);
  await clash.getByRole("button", { name: "Keep turn 3’s: /colour" }).click();
  await isUser(conversation, { colour: "green", size: "large" });
  await expect(banner(secondTab)).toHaveCount(0);
  await expect(secondTab.row("User", "colour")).toContainText('"green"');
});

test("keeping the bot's value ends a clash without a write", async ({ api, request, workbench }) => {
  const conversation = await overlap(api, request, "protect");
  await workbench.open(conversation);
  await workbench.button("Decide…").click();
  await workbench.button("Keep the bot’s value of /colour").click();
  await expect(workbench.page.getByRole("region", { name: "Open clashes" })).toHaveCount(0);
  await expect(workbench.dialog("Clashes to decide")).toContainText("Every clash is decided.");
  expect((await conversation.state()).user.data).toEqual({ colour: "blue", size: "large" });
});

for (const policy of ["sdk", "protect", "strict"] as const) {
  test(`an edit made while a slow turn runs is not lost: ${policy}`, async ({ api, request, workbench }) => {
    await setBot(request, `faulty-${policy}`, { overwritePolicy: policy, overlapTurns: true });
    const conversation = await api.start({ botId: `faulty-${policy}`, state: { user: { colour: "red" }, private: { note: "old" } } });
    await workbench.open(conversation);
    await workbench.talk("remember 2000 colour blue", "a moment, please");
    await workbench.row("Private", "note").dblclick();
    await workbench.page.getByRole("textbox", { name: "Value of note" }).fill("new");
    await workbench.page.keyboard.press("Enter");
    await expect(workbench.heard("colour is now blue")).toBeVisible();
    await expect(workbench.row("Private", "note")).toContainText('"new"');
    await isUser(conversation, { colour: "blue" });
    expect((await conversation.state()).private.data).toEqual({ note: "new" });
  });
}

test("two messages at once to a sample bot with overlapping turns: what one of them lost is shown, explained and put back", async ({
  api,
  request,
  workbench,
}) => {
  await setBot(request, "state-management", { overlapTurns: true });
  // Whether two turns really overlap is up to the machine: a few pairs do it.
  await expect(async () => {
    const conversation = await api.start();
    await conversation.say("hi");
    await Promise.all([conversation.say("Ann"), conversation.say("Bob")]);
    await workbench.open(conversation);
    await expect(workbench.page.getByRole("button", { name: /lost update/ })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 50_000 });
  await workbench.page.getByRole("button", { name: /lost update/ }).click();
  const lost = workbench.page.getByRole("article", { name: lostAt("/userProfile/name") });
  await expect(lost).toContainText(/The bot wrote\s*"(Ann|Bob)"\s*Turn \d wrote\s*"(Ann|Bob)"/);
  await workbench.page.getByText("How do values get lost?").click();
  await expect(workbench.page.getByText("The SDKs save with eTag “*”", { exact: false })).toBeVisible();
  await lost.getByRole("button", { name: "Put back /userProfile/name" }).click();
  await expect(lost).toContainText("Put back by you.");
});
