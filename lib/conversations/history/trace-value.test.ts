import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { newUserId, type ProvenanceEntry } from "@/lib/model";
import { postActivity } from "../post-activity";
import { loadScriptedBot, openConversation, type TestConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { writeState } from "../write-state";
import { forkConversation } from "./fork-conversation";
import { traceValue } from "./trace-value";

loadScriptedBot();

onHearing("likes tea", async ({ context, storage }) => {
  const key = `${context.activity.channelId}/users/${context.activity.from.id}/`;
  await storage.write({ [key]: { profile: { likes: "tea", since: context.activity.timestamp } } });
});

onEachDatabase(() => {
  test("a value's chain names turn, sentence and person, newest first, across conversations", async () => {
    const userId = newUserId();
    const [one, other] = [await openConversation({ userId }), await openConversation({ userId })];
    await one.say("first");
    await other.say("second");
    const { entries, next } = await traceValue(one.id, { scope: "user", path: "/count", userId });
    expect(next).toBe(null);
    expect(entries.map(told)).toEqual([
      [2, "turn", other.id, 2, "second", userId],
      [1, "turn", one.id, 2, "first", userId],
    ]);
    expect(entries[0]?.by).toEqual({ kind: "bot", conversationId: other.id, turn: 2 });
  });

  test("writes beside the place are not in its chain, edits by hand and removals are", async () => {
    const conversation = await openConversation();
    await conversation.say("likes tea");
    await conversation.say("likes tea");
    await edit(conversation, { profile: { likes: "coffee" } });
    await edit(conversation, { profile: {} });
    await edit(conversation, { profile: {}, other: 1 });
    const { entries } = await traceValue(conversation.id, { scope: "user", path: "/profile/likes", userId: conversation.userId });
    expect(entries.map(({ value, kind, by }) => [value, kind, by.kind === "tester" ? by.name : null])).toEqual([
      [undefined, "edit", "Kim"],
      ["coffee", "edit", "Kim"],
      ["tea", "turn", null],
    ]);
    expect(entries[2]?.turn).toBe(2);
  });

  test("the chain of a fork goes on in the conversation it was made from, and not beyond the turn of the fork", async () => {
    const original = await openConversation();
    await original.say("first");
    const { conversationId, user } = await forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
    await original.say("not in the fork");
    await (await postActivity(conversationId, { type: "message", text: "in the fork", from: { id: user.id } })).finished;
    const { entries } = await traceValue(conversationId, { scope: "private", path: "/count", userId: user.id });
    expect(entries.map(({ value, kind, sentence }) => [value, kind, sentence])).toEqual([
      [2, "turn", "in the fork"],
      [1, "fork", null],
      [1, "turn", "first"],
    ]);
  });

  test("values come in pages, across a fork too, each of them once", async () => {
    const original = await openConversation();
    onHearing("vote", async ({ context, storage }) => {
      const key = `${context.activity.channelId}/conversations/${context.activity.conversation.id}/`;
      const votes = Number(context.activity.value);
      const places = [
        { id: "rome", votes },
        { id: "oslo", votes: 0 },
      ];
      await storage.write({ [key]: { places: votes % 3 === 0 ? places : places.reverse() } });
    });
    const vote = async (id: string, value: number) => (await postActivity(id, { type: "message", text: "vote", value })).finished;
    for (let votes = 1; votes <= 70; votes++) await vote(original.id, votes);
    const { conversationId } = await forkConversation(original.id, { turn: 71, user: "copy", by: "Kim" });
    for (let votes = 71; votes <= 130; votes++) await vote(conversationId, votes);
    const place = { scope: "conversation" as const, path: "/places/1/votes" };
    const first = await traceValue(conversationId, place);
    const second = await traceValue(conversationId, { ...place, ...first.next });
    expect([first.entries.length, second.next]).toEqual([100, null]);
    const told = [...first.entries, ...second.entries].filter(({ kind }) => kind === "turn").map(({ value }) => value);
    expect(told).toEqual(Array.from({ length: 130 }, (_, index) => 130 - index));
  }, 60_000);

  test("an item of an array keeps its past when others are put before it", async () => {
    const conversation = await openConversation();
    const [ann, bo] = [
      { id: "ann", age: 3 },
      { id: "bo", age: 5 },
    ];
    await edit(conversation, { people: [{ ...ann, age: 2 }] });
    await edit(conversation, { people: [bo, { ...ann, age: 2 }] });
    await edit(conversation, { people: [bo, ann] });
    await edit(conversation, { people: [ann, bo] });
    const { entries } = await traceValue(conversation.id, { scope: "user", path: "/people/0/age", userId: conversation.userId });
    expect(entries.map(({ value }) => value)).toEqual([3, 2]);
  });

  test("a place that never held anything has no chain, and a scope as a whole has none either", async () => {
    const { id, userId } = await openConversation();
    expect((await traceValue(id, { scope: "user", path: "/nothing/here", userId })).entries).toEqual([]);
    await expect(traceValue(id, { scope: "user", path: "", userId })).rejects.toMatchObject({ code: "invalid_request" });
    await expect(traceValue(id, { scope: "user", path: "no pointer", userId })).rejects.toMatchObject({ code: "invalid_request" });
  });
});

function told({ value, kind, conversationId, turn, sentence, person }: ProvenanceEntry): unknown[] {
  return [value, kind, conversationId, turn, sentence, person?.id];
}

async function edit({ id, userId }: TestConversation, data: Parameters<typeof writeState>[0]["writes"][number]["data"]): Promise<void> {
  await writeState({ conversationId: id, userId, writes: [{ scope: "user", data, ifMatch: "*" }], kind: "edit", by: "Kim" });
}
