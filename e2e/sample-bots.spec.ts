import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

for (const [botId, name] of [
  ["state-management", "State management"],
  ["state-management-agents", "State management (Agents SDK)"],
]) {
  test(`${name} asks for a name, remembers it, and knows it in the next conversation`, async ({ api, page, workbench }) => {
    const conversation = await api.start({ botId });
    await workbench.open(conversation);
    await expect(workbench.button(`Bot: ${name}`)).toBeVisible();
    await expect(workbench.heard("Welcome to State Bot Sample. Type anything to get started.")).toBeVisible();
    await workbench.talk("hi", "What is your name?");
    await expect(workbench.row("Conversation", "promptedForUserName")).toContainText("true");
    await workbench.talk("Ann", "Thanks Ann. To see conversation data, type anything.");
    await expect(workbench.row("User", "name")).toContainText('"Ann"');
    await workbench.talk("hello", "Ann sent: hello");
    await expect(workbench.heard("Message received from: emulator")).toBeVisible();
    await workbench.button("New conversation").click();
    await expect(page).not.toHaveURL(conversation.url);
    await workbench.isReady();
    await workbench.talk("me again", "Ann sent: me again");
  });
}

test("Profile asks for name, age in words and birthday in words, takes help and cancel, and greets by name", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "profile" }));
  await workbench.talk("hello", "Hi! What is your name?");
  await workbench.talk("Ann", "How old are you, Ann?");
  await workbench.talk("help", /I ask for your name, age and birthday/);
  await workbench.talk("two hundred", /Please give your age in whole years/);
  await workbench.talk("cancel", "Cancelled. I have kept nothing of it.");
  await expect(workbench.scope("User")).toContainText("empty");
  await workbench.talk("hello", "Hi! What is your name?");
  await workbench.talk("I'm Ann", "How old are you, Ann?");
  await workbench.talk("thirty two", "When is your birthday?");
  await workbench.talk("the 14th of March 1994", /Ann, 32, born on 14 March 1994. Is that right/);
  await workbench.chat.getByRole("toolbar", { name: "Suggested actions" }).getByRole("button", { name: "Yes" }).click();
  await expect(workbench.heard("Hello Ann!")).toHaveCount(1);
  await expect(workbench.row("User", "age")).toContainText("32");
  await expect(workbench.row("User", "birthday")).toContainText('"1994-03-14"');
});

test("Trip planner is agreed by two people, each with a budget that the other never sees", async ({ api, elsewhere, workbench }) => {
  const conversation = await api.start({ botId: "trip-planner" });
  await workbench.open(conversation);
  await workbench.talk("I'm Ann from Gent", /Nice to meet you, Ann/);
  await workbench.talk("let's go somewhere warm in May", /How about these/);
  await workbench.chat.getByRole("toolbar", { name: "Suggested actions" }).getByRole("button", { name: "Lisbon" }).click();
  await expect(workbench.row("Conversation", "destination")).toContainText('"Lisbon"');
  await workbench.talk("my budget is 900 euros", /Noted, only you can see that/);
  await expect(workbench.row("Private", "budgetEur")).toContainText("900");

  await elsewhere.open(conversation);
  await elsewhere.speakAs(newPerson("Bo"));
  await expect(elsewhere.row("Conversation", "destination")).toContainText('"Lisbon"');
  await expect(elsewhere.row("User", "homeCity")).toHaveCount(0);
  await elsewhere.talk("I vote for Split", /1 for Lisbon, 1 for Split/);
  await elsewhere.talk("my budget is 700 euros", /Noted, only you can see that/);
  await expect(elsewhere.row("Private", "budgetEur")).toContainText("700");
  await expect(elsewhere.scope("Private")).not.toContainText("900");
  await expect(workbench.row("Private", "budgetEur")).toContainText("900");

  await workbench.feed.getByRole("button", { name: "Suggest dates" }).last().click();
  await expect(workbench.heard(/Shall I propose/).last()).toBeVisible();
  await workbench.talk("yes", /Does everybody agree/);
  await elsewhere.talk("I agree", /It is agreed!/);
  await expect(workbench.heard(/It is agreed!/)).toBeVisible();
  for (const each of [workbench, elsewhere]) await expect(each.scope("Private")).toContainText("empty");
  await expect(workbench.row("User", "homeCity")).toContainText('"Gent"');
});
