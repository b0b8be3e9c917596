import { expect, test } from "./support/test";

test.use({ viewport: { width: 390, height: 844 } });

test("on a phone chat, turns and state are shown one at a time, and news of the others is told", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  const panes = page.getByRole("navigation", { name: "Panes" });
  await expect(panes.getByRole("button", { name: "Chat" })).toHaveAttribute("aria-pressed", "true");
  await expect(workbench.scope("User")).toBeHidden();
  await workbench.talk("set colour red", "colour is now red");
  await panes.getByRole("button", { name: /State.*new/ }).click();
  await expect(workbench.row("User", "colour")).toBeVisible();
  await expect(workbench.chat).toBeHidden();
  await panes.getByRole("button", { name: "Turns" }).click();
  await expect(workbench.turn("set colour red")).toBeVisible();
  await panes.getByRole("button", { name: "Chat" }).click();
  await expect(workbench.heard("colour is now red")).toBeVisible();
});

const ofPrivacy = ["/privacy/requests", "/privacy/proposals", "/privacy/retention", "/privacy/audit", "/privacy/receipt"];
const pages = ["/conversations", "/people", "/memory", ...ofPrivacy, "/bots", "/settings", "/settings/access", "/api/docs"];

test("on a phone no page is wider than the screen or scrolls as a whole, and every action of the bar is there", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start();
  for (const path of [conversation.url, ...pages]) {
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeAttached();
    await expect(page.getByRole("main").getByText(/^(Loading|Reading) /)).toHaveCount(0);
    const sizeNow = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    expect(await sizeNow(), path).toEqual([390, 844]);
  }
  await workbench.open(conversation);
  await workbench.button("More actions").click();
  for (const item of ["Open with…", "Copy link", /^Restart as the same user/, /^Restart as a new user/]) {
    await expect(page.getByRole("menuitem", { name: item })).toBeVisible();
  }
});

test("on a phone a chosen turn is shown, wherever it was chosen", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set colour red");
  await conversation.say("set colour blue");
  await workbench.open(conversation);
  const panes = page.getByRole("navigation", { name: "Panes" });
  await panes.getByRole("button", { name: "Turns" }).click();
  await workbench.turn("set colour red").click();
  await expect(workbench.past).toContainText("After turn 2");
  await expect(workbench.row("User", "colour")).toContainText("red");
  await workbench.past.getByRole("button", { name: "Back to now" }).click();
  await expect(workbench.row("User", "colour")).toContainText("blue");
  await panes.getByRole("button", { name: "Chat" }).click();
  await workbench.words.filter({ hasText: "colour is now red" }).click();
  await expect(workbench.past).toContainText("After turn 2");
  await expect(page).toHaveURL(/turn=2/);
  await page.reload();
  await expect(workbench.past).toBeVisible();
});
