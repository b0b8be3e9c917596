import { expect, test } from "vitest";
import { TestConversation, TestStorage } from "../../testing/test-conversation";
import { tripPlanner } from ".";
import { describeDates, suggestDates } from "./trip-dates";

const userKey = (userId: string) => `emulator/users/${userId}/`;
const privateKey = (userId: string) => `emulator/conversations/c-1/users/${userId}/`;
const may = suggestDates(5, new Date());

async function start() {
  const storage = new TestStorage();
  const conversation = await TestConversation.open(tripPlanner, storage);
  const item = async () => (await storage.item("emulator/conversations/c-1/")) ?? {};
  return {
    storage,
    conversation,
    ann: async (text: string) => (await conversation.says(text, { userId: "u-ann" })).texts,
    bo: async (text: string) => (await conversation.says(text, { userId: "u-bo" })).texts,
    submit: (from: string, to: string) => conversation.says({ value: { kind: "trip-dates", from, to } }),
    trip: async () => (await item()).trip,
    dialogIds: async () => [...JSON.stringify((await item()).dialogState).matchAll(/"id":"(\w+)","state"/g)].map((found) => found[1]),
  };
}

test("two people plan a trip: wishes, suggestions, form, votes, agreement", async () => {
  const { storage, conversation, ann, bo, submit, trip, dialogIds } = await start();
  expect((await conversation.joins("u-ann")).replies).toMatchObject([{ text: expect.stringMatching(/^Welcome!/), suggestedActions: {} }]);

  expect(await ann("hello")).toEqual(["Hello! Where shall we go? Tell me what you like, or name a city."]);
  expect(await trip()).toEqual({ phase: "destination", votes: {}, members: ["u-ann"] });
  expect(await dialogIds()).toEqual(["trip", "destination", "destinationSteps", "wishPrompt"]);

  const pending = expect.stringContaining("Where shall we go?");
  expect(await ann("I'm Ann from Gent")).toEqual(["Nice to meet you, **Ann**. You start from **Gent**.", pending]);
  expect(await ann("vegetarian please")).toEqual(["Food: **vegetarian**, noted.", pending]);
  expect(await storage.item(userKey("u-ann"))).toEqual({ profile: { name: "Ann", homeCity: "Gent", diet: "vegetarian" } });

  const suggestions = await conversation.says("let's go somewhere warm in May");
  expect(suggestions.texts).toEqual(["How about these? Pick one, or type a city."]);
  expect(suggestions.replies[0]).toMatchObject({
    attachmentLayout: "carousel",
    attachments: [{ content: { title: "Lisbon" } }, { content: { title: "Valencia" } }, { content: { title: "Split" } }],
    suggestedActions: { actions: [{ title: "Lisbon" }, { title: "Valencia" }, { title: "Split" }] },
  });

  const form = await conversation.says("Lisbon");
  expect(form.texts[0]).toBe("**Lisbon**, a good choice.");
  expect(form.replies[1]).toMatchObject({
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", content: { body: [{}, { value: may.from }, { value: may.to }] } },
    ],
  });
  expect(await trip()).toMatchObject({ phase: "dates", destination: "Lisbon", votes: { "u-ann": "Lisbon" } });
  expect(await dialogIds()).toEqual(["trip", "dates", "datesSteps", "datesForm"]);

  expect(await bo("I vote for Split")).toEqual([
    "Your vote is for **Split**. So far: 1 for Lisbon, 1 for Split.",
    "The form for the dates is still open, just above.",
  ]);
  expect((await submit(may.from, may.to)).texts).toEqual([`Shall I propose **${describeDates(may)}** to the group?`]);
  expect(await ann("my budget is 900 euros, keep it between us")).toEqual([
    "Noted, only you can see that.",
    `Shall I propose **${describeDates(may)}** to the group?`,
  ]);
  expect(await bo("budget: nine hundred and fifty")).toHaveLength(2);
  expect(await storage.item(privateKey("u-ann"))).toEqual({ wishes: { budgetEur: 900 } });
  expect(await storage.item(privateKey("u-bo"))).toEqual({ wishes: { budgetEur: 950 } });

  const plan = `The plan: **Lisbon**, ${describeDates(may)} (1 for Lisbon, 1 for Split). Does everybody agree?`;
  expect(await ann("yes")).toEqual([plan]);
  expect(await trip()).toMatchObject({ phase: "agreement", dates: may });
  expect(await ann("I agree")).toEqual(["Thank you. Not everybody who voted is of that mind yet.", plan]);
  expect(await bo("I do not agree")).toEqual([expect.stringMatching(/^Please say \*I agree\*/)]);
  expect(await bo("I agree")).toEqual([expect.stringMatching(/^\*\*It is agreed!\*\*[\s\S]*Lisbon[\s\S]*2 for Lisbon/)]);

  const votes = { "u-ann": "Lisbon", "u-bo": "Lisbon" };
  expect(await trip()).toEqual({ phase: "agreed", destination: "Lisbon", dates: may, votes, members: ["u-ann", "u-bo"] });
  expect(await dialogIds()).toEqual([]);
  expect([await storage.item(privateKey("u-ann")), await storage.item(privateKey("u-bo"))]).toEqual([null, null]);
  expect(await storage.item(userKey("u-ann"))).toMatchObject({ profile: { name: "Ann" } });
  expect(await ann("hello")).toEqual([expect.stringMatching(/^The trip is agreed/)]);
});

test("one person can plan alone, with a city of their own and typed dates", async () => {
  const { ann, trip } = await start();
  await ann("hello");
  await ann("old streets and museums");
  expect((await ann("Gent"))[0]).toBe("**Gent**, a good choice.");
  expect(await ann("2027-12-30 to 2027-01-02")).toEqual([expect.stringContaining("make no trip")]);
  expect(await ann("2027-12-30 to 2028-01-02")).toEqual(["Shall I propose **30 December 2027 to 2 January 2028** to the group?"]);
  await ann("yes");
  expect(await ann("yes")).toEqual([expect.stringMatching(/agreed!/)]);
  expect(await trip()).toMatchObject({ phase: "agreed", destination: "Gent" });
});

test("a vote by sentence decides when it makes everybody agree", async () => {
  const { ann, bo, submit, trip } = await start();
  await ann("let's go to Lisbon");
  await submit(may.from, may.to);
  await ann("yes");
  expect(await bo("I vote for Split")).toEqual([
    "Your vote is for **Split**. So far: 1 for Lisbon, 1 for Split.",
    expect.stringMatching(/^The plan: \*\*Lisbon\*\*/),
  ]);
  expect(await ann("I'd rather go to Split")).toEqual([expect.stringMatching(/agreed![\s\S]*\*\*Split\*\*/)]);
  expect(await trip()).toMatchObject({ phase: "agreed", destination: "Split" });
});

test("the first message may be the wish; a known budget narrows the suggestions", async () => {
  const { conversation, ann } = await start();
  await ann("my budget is 620 euros");
  const { replies } = await conversation.says("somewhere warm");
  expect(replies[0]).toMatchObject({ suggestedActions: { actions: [{ title: "Split" }] } });
});

test("the dates can be refused, and changed until the trip is agreed", async () => {
  const { conversation, ann, submit, trip } = await start();
  await ann("let's go to Split");
  await submit(may.from, may.to);
  expect((await conversation.says("no")).replies[0]?.attachments).toHaveLength(1);
  await submit("2027-06-01", "2027-06-08");
  await ann("yes");
  expect(await trip()).toMatchObject({ phase: "agreement", dates: { from: "2027-06-01", to: "2027-06-08" } });
  expect((await submit(may.from, may.to)).texts).toEqual([expect.stringMatching(/^That form is closed/)]);
  expect((await conversation.says("change dates")).replies[0]?.attachments).toHaveLength(1);
  expect(await trip()).toMatchObject({ phase: "dates" });
});

test("help and status ask the pending question again; cancel leaves it; a new trip begins afresh", async () => {
  const { ann, trip, dialogIds } = await start();
  expect(await ann("help")).toEqual([expect.stringContaining("three steps")]);
  await ann("I'm Ann");
  expect(await ann("what do you know about me?")).toEqual([
    expect.stringContaining("You: Ann"),
    expect.stringContaining("Where shall we go?"),
  ]);
  expect(await ann("cancel")).toEqual(["All right, I stop asking. Say anything to go on."]);
  expect(await dialogIds()).toEqual([]);
  expect(await ann("hello")).toEqual([expect.stringMatching(/^Hello Ann! Where/)]);
  await ann("let's go to Lisbon");
  expect(await ann("new trip")).toEqual([expect.stringMatching(/^A new trip, then. Where/)]);
  expect(await trip()).toEqual({ phase: "destination", votes: {}, members: ["u-ann"] });
});

test("the dialog goes on where the trip stands when its own state is reset", async () => {
  const { storage, conversation, ann, dialogIds } = await start();
  await ann("let's go to Lisbon");
  const { trip } = (await storage.item("emulator/conversations/c-1/")) ?? {};
  await storage.write({ "emulator/conversations/c-1/": { trip } });
  expect((await conversation.says("hello")).replies).toMatchObject([{ attachments: [{ content: { type: "AdaptiveCard" } }] }]);
  expect(await dialogIds()).toEqual(["trip", "dates", "datesSteps", "datesForm"]);
});

test("the dialog begins again when the trip is reset under it", async () => {
  const { storage, ann, submit } = await start();
  await ann("let's go to Lisbon");
  const { dialogState } = (await storage.item("emulator/conversations/c-1/")) ?? {};
  await storage.write({ "emulator/conversations/c-1/": { dialogState } });
  await submit(may.from, may.to);
  expect(await ann("yes")).toEqual([expect.stringContaining("Where shall we go?")]);
});

test("after a reset of everything the bot greets as on first contact", async () => {
  const { storage, ann } = await start();
  await ann("I'm Ann from Gent");
  await storage.delete(["emulator/conversations/c-1/", userKey("u-ann")]);
  expect(await ann("hello")).toEqual([expect.stringMatching(/^Hello! Where/)]);
});
