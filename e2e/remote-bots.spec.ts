import type { Page } from "@playwright/test";
import { type ServedBot, serve, serveV4Bot } from "@/lib/bots/testing";
import { expect, test } from "./support/test";

let echo: ServedBot;

test.beforeAll(async () => {
  echo = await serveV4Bot(async (context) => {
    if (context.activity.type === "message") await context.sendActivity(`heard ${context.activity.text} over HTTP`);
  });
});
test.afterAll(() => echo.stop());
// A server that cannot ask bots whether they are there says that it has no such address.
test.beforeEach(({ tolerated }) => void tolerated.push(/status of 404 .*\/probe\)$/));

/** Adds a bot in the page, under a name that no other test has. */
async function addBot(page: Page, endpoint: string) {
  const name = `Echo ${Math.random().toString(36).slice(2, 8)}`;
  await page.goto("/bots");
  await page.getByRole("button", { name: "Add a bot" }).click();
  const form = page.getByRole("dialog", { name: "Add a bot" });
  await form.getByRole("textbox", { name: "Address" }).fill(endpoint);
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("button", { name: "Add and connect" }).click();
  const added = page.getByRole("dialog", { name: `${name} is added` });
  await expect(added).toBeVisible();
  return { name, added };
}

test("whoever pastes a bot's address can talk to it at once, and finds it among the bots", async ({ page, workbench }) => {
  const { name, added } = await addBot(page, echo.endpoint.replace("http://", ""));
  await added.getByRole("button", { name: "Start a conversation" }).click();
  await workbench.isReady();
  await workbench.talk("hello", "heard hello over HTTP");
  await expect(workbench.button(`Bot: ${name}`)).toContainText("over HTTP");
  await workbench.button(`Bot: ${name}`).click();
  await expect(page.getByRole("menuitem", { name: new RegExp(`^${name}`) })).toBeVisible();
});

test("that Turnscope answers “forget me” in a bot's place can be chosen on its card, and is so in the next chat", async ({
  page,
  workbench,
}) => {
  const { name, added } = await addBot(page, echo.endpoint);
  await added.getByRole("button", { name: "Done" }).click();
  const choice = page.getByRole("group", { name: `How ${name} is run` }).getByRole("checkbox", { name: /^Offer “forget me”/ });
  await choice.check();
  await expect(choice).toBeEnabled();
  await page.reload();
  await expect(choice).toBeChecked();
  await page.getByRole("button", { name: `Start a conversation with ${name}` }).click();
  await workbench.isReady();
  await workbench.talk("hello", "heard hello over HTTP");
  await workbench.talk("forget me", /To go on, write: yes, forget me/);
  await workbench.talk("yes, forget me", /it is case DS-/);
  await expect(workbench.heard(/heard .*forget me over HTTP/)).toHaveCount(0);
});

test("the keys of a bot are shown once, with what they are for, and can be made anew", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { name, added } = await addBot(page, echo.endpoint);
  await expect(added.getByRole("region", { name: "Keys" })).toContainText("For a client of this bot");
  await added.getByRole("button", { name: "Copy the Direct Line secret" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^[\w-]{43}$/);
  await added.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole("button", { name: `New keys for ${name}` }).click();
  const renewed = page.getByRole("dialog", { name: `New keys for ${name}` });
  await renewed.getByRole("button", { name: "Make new keys" }).click();
  await expect(renewed.getByRole("region", { name: "Keys" })).toBeVisible();
  await expect(renewed).not.toContainText(secret);
});

test("an address that cannot be one is refused beside the field, and nothing that was typed is lost", async ({ page, tolerated }) => {
  tolerated.push(/status of 422/);
  await page.goto("/bots");
  await page.getByRole("button", { name: "Add a bot" }).click();
  const form = page.getByRole("dialog", { name: "Add a bot" });
  await form.getByRole("textbox", { name: "Address" }).fill("ftp://127.0.0.1/bot");
  await form.getByRole("textbox", { name: "Name" }).fill("Kept");
  await form.getByRole("button", { name: "Add and connect" }).click();
  await expect(form.getByRole("alert")).toContainText("expected an address such as http://127.0.0.1:3978/api/messages");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("Kept");
});

test("a bot that has moved is found again by its new address, with its conversation", async ({ page, workbench, api }) => {
  const gone = await serve((_request, response) => void response.end());
  await gone.stop();
  const { name, added } = await addBot(page, gone.endpoint);
  await added.getByRole("button", { name: "Done" }).click();
  const { id: botId } = (await (await page.request.get("/api/bots")).json()).find((bot: { name: string }) => bot.name === name);
  const conversation = await api.start({ botId });
  await page.getByRole("button", { name: `Edit ${name}` }).click();
  const form = page.getByRole("dialog", { name: `Edit ${name}` });
  await form.getByRole("textbox", { name: "Address" }).fill(echo.endpoint);
  await form.getByText("More", { exact: true }).click();
  await form.getByRole("combobox", { name: "Its replies come" }).selectOption("In the answer to the activity (expectReplies)");
  await form.getByRole("button", { name: "Save and ask the bot" }).click();
  await expect(page.getByRole("dialog", { name: `Is ${name} there?` })).toBeVisible();
  await workbench.open(conversation);
  await workbench.talk("are you there?", "heard are you there? over HTTP");
});

test("a bot that is removed leaves its conversations to be read", async ({ page, workbench, api, tolerated }) => {
  tolerated.push(/status of 404/);
  const { name, added } = await addBot(page, echo.endpoint);
  await added.getByRole("button", { name: "Done" }).click();
  const { id: botId } = (await (await page.request.get("/api/bots")).json()).find((bot: { name: string }) => bot.name === name);
  const conversation = await api.start({ botId });
  await conversation.say("remember me");
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  const asked = page.getByRole("dialog", { name: `Remove ${name}?` });
  await expect(asked).toContainText("stay, to be read");
  await asked.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name })).toHaveCount(0);
  await workbench.open(conversation);
  await expect(workbench.heard("heard remember me over HTTP")).toBeVisible();
});

test("what goes over the wire with a bot is shown as it happens, can be filtered, and copied as curl without secrets", async ({
  page,
  context,
  api,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { name, added } = await addBot(page, echo.endpoint);
  await added.getByRole("button", { name: "Done" }).click();
  const { id: botId } = (await (await page.request.get("/api/bots")).json()).find((bot: { name: string }) => bot.name === name);
  const conversation = await api.start({ botId });
  await page.goto(`${conversation.url}/protocol`);
  const exchanges = page.getByRole("list", { name: "Exchanges" }).getByRole("listitem");
  await expect(exchanges).toHaveCount(1);
  await conversation.say("hello");
  await expect(exchanges).toHaveCount(3);
  await page.getByRole("combobox", { name: "Who asked" }).selectOption("the others");
  await expect(exchanges).toHaveCount(1);
  await exchanges.getByRole("button", { name: "from the bot" }).click();
  await expect(exchanges.getByRole("region", { name: "Request" })).toContainText("heard hello over HTTP");
  await exchanges.getByRole("button", { name: "Copy as curl" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl -X POST 'http:\/\/127\.0\.0\.1:\d+\/service\/<left out>\/v3\/conversations\//);
});

test("of a long protocol log only what is in sight is drawn, and what was opened stays open", async ({ page, api }) => {
  const conversation = await api.startWith(echo.endpoint);
  for (let round = 0; round < 60; round++) await conversation.say(`word ${round}`);
  await page.goto(`${conversation.url}/protocol`);
  const exchanges = page.getByRole("list", { name: "Exchanges" }).getByRole("listitem");
  await expect(exchanges.first()).toHaveAttribute("aria-setsize", "100");
  expect(await exchanges.count()).toBeLessThan(70);
  await exchanges.nth(2).getByRole("button").first().click();
  const opened = exchanges.getByRole("region", { name: "Request" });
  await expect(opened).toHaveCount(1);
  const words = await opened.textContent();
  await page.keyboard.press("Tab");
  await page.getByRole("heading", { name: "Protocol log" }).click();
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, 20_000);
  await expect(exchanges.last()).toHaveAttribute("aria-posinset", "100");
  await page.mouse.wheel(0, -20_000);
  await expect(opened).toHaveText(words ?? "");
});
