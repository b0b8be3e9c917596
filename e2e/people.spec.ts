import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("switching to another person changes whose state is shown and who speaks, and is remembered", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await expect(workbench.row("User", "name")).toContainText('"Ann"');
  const zoe = newPerson("Zoe");
  await workbench.speakAs(zoe);
  await expect(workbench.scope("User")).toContainText("empty");
  await expect(workbench.heard("hi", "Ann")).toBeVisible();
  await workbench.say("hello from Zoe");
  await expect(workbench.said("hello from Zoe")).toBeVisible();
  expect((await conversation.turns()).at(-1)?.userId).toBe(zoe.id);
  await page.reload();
  await workbench.isReady();
  await expect(workbench.button("Speaking as Zoe")).toBeVisible();
  await expect(workbench.said("hello from Zoe")).toBeVisible();
});

test("everybody in the conversation can be chosen, and others can join", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  const bo = newPerson("Bo");
  await conversation.say("I am Bo", bo);
  await workbench.open(conversation);
  await workbench.button("Speaking as Ann").click();
  await page.getByRole("group", { name: "In this conversation" }).getByRole("menuitem", { name: "Bo" }).click();
  await workbench.isReady();
  await expect(workbench.said("I am Bo")).toBeVisible();
});

test("what another person said stands under the name of that person", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  const bo = newPerson("Bo");
  await workbench.open(conversation);
  await workbench.talk("hello", "you said: hello");
  await conversation.say("I am **Bo**", bo);
  await expect(workbench.heard("I am Bo", "Bo")).toBeVisible();
  await expect(workbench.heard("you said: I am Bo")).toBeVisible();
  const name = workbench.feed.locator(".chat-person");
  await expect(name).toHaveText(["Bo"]);
  await expect(name).toBeVisible();
  await expect(workbench.said("hello")).toBeVisible();
});

test("a person needs a name and an id", async ({ api, workbench }) => {
  await workbench.open(await api.start());
  await workbench.choose(/^Speaking as /, "New person…");
  const form = workbench.dialog("New person");
  await form.getByRole("textbox", { name: "User id" }).fill(" ");
  await expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
  await form.getByRole("button", { name: "Cancel" }).click();
  await expect(workbench.button("Speaking as Ann")).toBeVisible();
});

test("a new conversation is a fresh one with the same person and bot", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.button("New conversation").click();
  await expect(page).not.toHaveURL(conversation.url);
  await workbench.isReady();
  await expect(workbench.button("Speaking as Ann")).toBeVisible();
  await workbench.talk("hello", "Ann sent: hello");
});

test("a restart as the same user keeps what the bot knows of that person", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.choose("Restart", /^(Restart as the|As the) same user/);
  await expect(page).not.toHaveURL(conversation.url);
  await workbench.isReady();
  await expect(workbench.scope("Conversation")).toContainText("empty");
  await workbench.talk("hello", "Ann sent: hello");
});

test("a restart as a new user is somebody the bot has never met", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.choose("Restart", /s a new user/);
  await expect(page).not.toHaveURL(conversation.url);
  await workbench.isReady();
  await expect(workbench.scope("User")).toContainText("empty");
  await workbench.talk("hello", "What is your name?");
});

test("picking another bot starts a conversation with it, and picking the first goes back to where it was", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start();
  await workbench.open(conversation);
  await workbench.choose("Bot: State management", /^Profile/);
  await expect(workbench.button("Bot: Profile")).toBeVisible();
  await workbench.isReady();
  await workbench.talk("hello", "Hi! What is your name?");
  await workbench.choose("Bot: Profile", /^State management in process · v4/);
  await expect(page).toHaveURL(conversation.url);
});
