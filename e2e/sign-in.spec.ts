import { type ServedBot, serveV4SignInBot } from "@/lib/bots/testing";
import { newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

let bot: ServedBot;

test.beforeAll(async ({ baseURL }) => {
  bot = await serveV4SignInBot(baseURL ?? "");
});
test.afterAll(() => bot.stop());

test("whoever presses a bot's sign-in card signs in on a page of its own, and the chat goes on by itself", async ({
  api,
  context,
  page,
  workbench,
}) => {
  const { url, botName } = await api.startNamed(bot.endpoint, newPerson("Grace"));
  await workbench.open({ url });
  await workbench.say("hi");
  const opened = context.waitForEvent("page");
  await workbench.feed.getByRole("button", { name: "Sign in" }).click();
  const signIn = await opened;
  await expect(signIn.getByRole("heading", { name: "Sign in to github" })).toBeVisible();
  await expect(signIn.getByText("Grace", { exact: true })).toBeVisible();
  expect(signIn.url()).not.toMatch(/Grace|github/);
  expect(await findProblems(signIn)).toEqual([]);
  await signIn.getByRole("button", { name: "Sign in" }).click();
  await expect(signIn.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await expect(workbench.heard("Hello, Grace.")).toBeVisible();

  await page.goto("/bots");
  await page.getByRole("button", { name: `Who is signed in to ${botName}` }).click();
  const people = page.getByRole("dialog", { name: `Who is signed in to ${botName}` });
  await people.getByRole("button", { name: "Sign Grace out of github" }).click();
  await expect(people.getByText("Nobody is signed in")).toBeVisible();
  await workbench.open({ url });
  await workbench.say("hi again");
  await expect(workbench.feed.getByRole("button", { name: "Sign in" })).toHaveCount(2);
});

test("whoever chooses a code types it into the chat; whoever cancels is not signed in", async ({ api, context, workbench }) => {
  await workbench.open(await api.startWith(bot.endpoint));
  await workbench.say("hi");
  const card = workbench.feed.getByRole("button", { name: "Sign in" });
  const cancelled = context.waitForEvent("page");
  await card.click();
  await (await cancelled).getByRole("button", { name: "Cancel" }).click();
  await expect((await cancelled).getByRole("heading", { name: "You did not sign in" })).toBeVisible();
  const opened = context.waitForEvent("page");
  await card.click();
  const signIn = await opened;
  await signIn.getByRole("radio", { name: "Give me a code" }).check();
  await signIn.getByRole("button", { name: "Sign in" }).click();
  const code = await signIn.getByRole("status", { name: "Code" }).textContent();
  await workbench.talk(code ?? "", "Hello, Ann.");
});
