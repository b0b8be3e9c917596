import { expect, test } from "vitest";
import { TestConversation, TestStorage } from "../../testing/test-conversation";
import { profile } from ".";

const userKey = "emulator/users/u-ann/";
const conversationKey = "emulator/conversations/c-1/";

async function start() {
  const storage = new TestStorage();
  const conversation = await TestConversation.open(profile, storage);
  const ask = async (text: string) => (await conversation.says(text)).texts;
  const dialogIds = async () => {
    const item = await storage.item(conversationKey);
    return (
      JSON.stringify(item)
        .match(/"id":"\w+"/g)
        ?.map((id) => id.slice(6, -1)) ?? []
    );
  };
  return { storage, conversation, ask, dialogIds };
}

test("the whole conversation: name, age in words, birthday in words, confirmation, greeting", async () => {
  const { storage, conversation, ask, dialogIds } = await start();
  expect((await conversation.joins("u-ann")).texts).toEqual(["Welcome! Say anything to begin."]);
  expect(await ask("hello")).toEqual(["Hi! What is your name?"]);
  expect(await dialogIds()).toEqual(["root", "profile", "namePrompt"]);
  expect(await ask("I'm Ann.")).toEqual(["How old are you, Ann?"]);
  expect(await ask("thirty two")).toEqual(["When is your birthday?"]);
  expect(await storage.item(userKey)).toBeNull();
  const { replies } = await conversation.says("the 14th of March 1994");
  expect(replies).toMatchObject([
    { text: "**Ann**, 32, born on 14 March 1994. Is that right?", suggestedActions: { actions: [{ title: "Yes" }, { title: "No" }] } },
  ]);
  expect(await ask("yes")).toEqual(["Hello Ann!"]);
  expect(await storage.item(userKey)).toEqual({ profile: { name: "Ann", age: 32, birthday: "1994-03-14" } });
  expect(await storage.item(conversationKey)).toEqual({ dialogState: { dialogStack: [] } });
});

test("somebody known is greeted at once, in any conversation, by the name that is in the state", async () => {
  const { storage, conversation, ask } = await start();
  await storage.write({ [userKey]: { profile: { name: "Bea" } } });
  expect(await ask("hello")).toEqual(["Hello Bea!"]);
  expect((await conversation.inConversation("c-2").says("hello")).texts).toEqual(["Hello Bea!"]);
});

test("an age that is out of range, broken or no number is asked again", async () => {
  const { ask } = await start();
  await ask("hello");
  await ask("Ann");
  for (const age of ["0", "a hundred and fifty", "32.5", "-5", "old"]) {
    expect(await ask(age)).toEqual(["Please give your age in whole years, between 1 and 120."]);
  }
  expect(await ask("I am 120 years old")).toEqual(["When is your birthday?"]);
});

test("a birthday must be a day that has been; the year may be left out", async () => {
  const { storage, ask } = await start();
  for (const text of ["hello", "Ann", "32"]) await ask(text);
  for (const birthday of ["next week", "at noon", "tomorrow", "14 March 1701", "who knows"]) {
    expect(await ask(birthday)).toEqual(["I need a day, for example *14 March 1994* or *the second of May*."]);
  }
  expect(await ask("the second of May")).toEqual(["**Ann**, 32, born on 2 May. Is that right?"]);
  await ask("yes");
  expect(await storage.item(userKey)).toMatchObject({ profile: { birthday: "--05-02" } });
});

test("saying no at the end starts the profile again", async () => {
  const { storage, ask, dialogIds } = await start();
  for (const text of ["hello", "Ann", "32", "2 May 1990"]) await ask(text);
  expect(await ask("no")).toEqual(["Then let us start again.", "Hi! What is your name?"]);
  expect(await dialogIds()).toEqual(["root", "profile", "namePrompt"]);
  expect(await storage.item(userKey)).toBeNull();
});

test("help at any point explains and asks the same question again", async () => {
  const { ask, dialogIds } = await start();
  const explanation = expect.stringContaining("I ask for your name");
  expect(await ask("help")).toEqual([explanation]);
  await ask("hello");
  expect(await ask("Help")).toEqual([explanation, "Hi! What is your name?"]);
  await ask("Ann");
  expect(await ask("help")).toEqual([explanation, "How old are you, Ann?"]);
  await ask("32");
  expect(await ask("help")).toEqual([explanation, "When is your birthday?"]);
  await ask("2 May 1990");
  expect(await ask("help")).toEqual([explanation, "**Ann**, 32, born on 2 May 1990. Is that right?"]);
  expect(await dialogIds()).toEqual(["root", "profile", "confirmPrompt"]);
});

test("cancel at any point drops what was collected", async () => {
  const { storage, ask, dialogIds } = await start();
  expect(await ask("cancel")).toEqual(["There is nothing to cancel."]);
  for (const sofar of [["hello"], ["hello", "Ann"], ["hello", "Ann", "32"], ["hello", "Ann", "32", "2 May 1990"]]) {
    for (const text of sofar) await ask(text);
    expect(await ask(" Cancel ")).toEqual(["Cancelled. I have kept nothing of it."]);
    expect(await dialogIds()).toEqual([]);
  }
  expect(await storage.item(userKey)).toBeNull();
  expect(await ask("hello")).toEqual(["Hi! What is your name?"]);
});

test("the browser's language does not change how numbers and dates are read", async () => {
  const { conversation, ask } = await start();
  await ask("hello");
  await ask("Ann");
  expect((await conversation.says({ text: "thirty two", locale: "fr-FR" })).texts).toEqual(["When is your birthday?"]);
  expect((await conversation.says({ text: "14 March 1994", locale: "fr-FR" })).texts).toEqual([
    "**Ann**, 32, born on 14 March 1994. Is that right?",
  ]);
});

test("typing and other activities are not answered", async () => {
  const { conversation, ask } = await start();
  await ask("hello");
  expect(await conversation.says({ type: "typing" })).toMatchObject({ replies: [], error: null });
  expect(await conversation.joins(profile.id)).toMatchObject({ replies: [], error: null });
});
