import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type AllScopes, type BundleFile, bundleFile, type TurnRecord } from "@/lib/model";
import { requireConversation } from "../active-conversation";
import { changeConversation } from "../change-conversation";
import { forkConversation } from "../history/fork-conversation";
import { readStateAt } from "../history/state-at";
import { traceValue } from "../history/trace-value";
import { listTurns } from "../list-turns";
import { postActivity } from "../post-activity";
import { readState } from "../read-state";
import { requireTurn } from "../require-turn";
import { saveSnapshot } from "../snapshots/save-snapshot";
import { loadScriptedBot, openConversation, type TestConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { writeState } from "../write-state";
import { openBundle } from "./open-bundle";
import { readBundle } from "./read-bundle";
import { readTranscript } from "./read-transcript";

loadScriptedBot();

/** As a file carries it to another Turnscope, which checks it. */
async function carry(conversationId: string): Promise<{ conversationId: string; user: { id: string } }> {
  return openBundle(bundleFile.parse(JSON.parse(JSON.stringify(await readBundle(conversationId)))));
}

const dataOf = (state: AllScopes) => Object.values(state).map(({ data }) => data);

/** What a person's four scopes held after, and before, every turn. */
async function wholePast(conversationId: string, member = 0): Promise<unknown[]> {
  const { turnCount, members } = await requireConversation(conversationId);
  const past: unknown[] = [];
  for (let turn = 0; turn <= turnCount; turn += 1) {
    for (const before of [false, true]) past.push(dataOf(await readStateAt(conversationId, members[member]?.id, { turn, before })));
  }
  return [...past, dataOf(await readState(conversationId, members[member]?.id))];
}

/** Keys say whose items they are, and the ids of those are new. */
function withoutKeys(record: TurnRecord): unknown {
  return JSON.parse(JSON.stringify(record), (name, value) => (name === "key" ? undefined : value));
}

async function turnsOf(conversationId: string) {
  const { turns, writes } = await listTurns(conversationId);
  const outlines = turns.map(({ userId: _, ...turn }) => turn);
  return { turns: outlines, writes: writes.map(({ seq: _, ...write }) => write) };
}

/** What a turn wrote, as its record tells. */
async function valuesOf(conversationId: string, turn: number): Promise<unknown[]> {
  const { operations } = (await requireTurn(conversationId, turn)).record;
  const values = operations.flatMap(({ items }) => items.flatMap(({ written }) => written));
  expect(values.length).toBeGreaterThan(0);
  return values;
}

async function playTrip({ id, say, userId }: TestConversation): Promise<void> {
  await say("one");
  await say("two", `${userId}-friend`);
  await writeState({ conversationId: id, writes: [{ scope: "private", data: { edited: true }, ifMatch: "*" }], kind: "edit", by: "Kim" });
  await say("three");
  await writeState({ conversationId: id, writes: [{ scope: "user", data: null, ifMatch: "*" }], kind: "reset", by: "Kim" });
  await say("four");
}

onEachDatabase(() => {
  test("the language and time zone of a conversation travel with it", async () => {
    const { id, say } = await openConversation();
    await changeConversation(id, { locale: "de-AT", timeZone: "Europe/Vienna" });
    const { number } = await say("one");
    const set = { locale: "de-AT", timeZone: "Europe/Vienna" };
    expect(await requireConversation((await carry(id)).conversationId)).toMatchObject(set);
    const fork = await forkConversation(id, { turn: number, user: "copy", by: "Kim" });
    expect(await requireConversation(fork.conversationId)).toMatchObject(set);
    const { locale: _, timeZone: __, ...conversation } = (await readBundle(id)).conversation;
    expect(bundleFile.parse({ ...(await readBundle(id)), conversation }).conversation).toMatchObject({ locale: null, timeZone: null });
  });

  test("a conversation opened from its bundle has the same turns, writes and state at every turn, for everybody in it", async () => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const opened = await carry(conversation.id);
    expect(await wholePast(opened.conversationId)).toEqual(await wholePast(conversation.id));
    expect(await wholePast(opened.conversationId, 1)).toEqual(await wholePast(conversation.id, 1));
    expect(await turnsOf(opened.conversationId)).toEqual(await turnsOf(conversation.id));
    for (let number = 1; number <= 5; number += 1) {
      const [one, other] = [await requireTurn(conversation.id, number), await requireTurn(opened.conversationId, number)];
      expect([other.changes, other.error, other.botVersion]).toEqual([one.changes, one.error, one.botVersion]);
      expect(withoutKeys(other.record)).toEqual(withoutKeys(one.record));
    }
  });

  test("it says how the bot was run where it comes from, and again when it is carried on", async () => {
    const conversation = await openConversation();
    await conversation.say("one");
    const settings = { overwritePolicy: "protect", overlapTurns: true };
    const bundle = { ...(await readBundle(conversation.id)), bot: { id: "scripted", version: "2.4.1" }, settings };
    const { conversationId } = await openBundle(bundleFile.parse(bundle));
    const origin = { botVersion: "2.4.1", ...settings };
    expect((await requireConversation(conversationId)).origin).toEqual(origin);
    expect((await requireConversation((await carry(conversationId)).conversationId)).origin).toEqual(origin);
    expect((await requireConversation(conversation.id)).origin).toBeNull();
  });

  test("what a bot nests too deep for any reader is in no file, and the reason is told", async () => {
    const conversation = await openConversation();
    const deep = JSON.parse(`${'{"a":'.repeat(300)}1${"}".repeat(300)}`);
    onHearing("dig", async ({ storage }) => {
      await storage.write({ [`emulator/conversations/${conversation.id}/`]: deep });
    });
    await conversation.say("dig");
    const refusal = { code: "file_too_large", message: expect.stringContaining("may nest 256 levels") };
    await expect(readBundle(conversation.id)).rejects.toMatchObject(refusal);
    await expect(saveSnapshot({ name: "deep", conversationId: conversation.id, by: "Kim" })).rejects.toMatchObject(refusal);
  });

  test("items whose keys have no known form are carried, and carried on, as this conversation wrote them", async () => {
    const [conversation, other] = [await openConversation(), await openConversation()];
    const key = `counter of ${conversation.id}`;
    onHearing("count", async ({ storage }) => storage.write({ [key]: { n: 1 } }));
    onHearing("whisper", async ({ storage }) => storage.write({ [key]: { n: 1, secret: 2 } }));
    await conversation.say("count");
    await other.say("whisper");
    const { items } = await readBundle(conversation.id);
    expect(items.filter((item) => item.key === key)).toMatchObject([{ scope: "unclassified", userId: null, data: { n: 1 } }]);
    const first = await carry(conversation.id);
    const second = await carry(first.conversationId);
    const values = await valuesOf(conversation.id, 2);
    expect(values).toEqual([{ property: "n", value: 1 }]);
    expect([await valuesOf(first.conversationId, 2), await valuesOf(second.conversationId, 2)]).toEqual([values, values]);
  });

  test("it is read-only, under ids of its own, and what is here stays as it is", async () => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const before = await wholePast(conversation.id);
    const [first, second] = [await carry(conversation.id), await carry(conversation.id)];
    const ids = [conversation.id, first.conversationId, second.conversationId, conversation.userId, first.user.id, second.user.id];
    expect(new Set(ids).size).toBe(6);
    expect(await wholePast(conversation.id)).toEqual(before);
    expect(await requireConversation(first.conversationId)).toMatchObject({ isReadOnly: true, turnCount: 5 });
    await expect(postActivity(first.conversationId, { type: "message", text: "hi" })).rejects.toMatchObject({
      code: "conversation_read_only",
    });
    await conversation.say("five");
    expect(await wholePast(first.conversationId)).toEqual(before);
    const text = JSON.stringify([await readTranscript(first.conversationId), (await readBundle(first.conversationId)).items]);
    for (const old of [conversation.id, `"id":"${conversation.userId}"`]) expect(text).not.toContain(old);
  });

  test("its bundle is the same again, but for ids and numbers", async () => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const [one, other] = [await readBundle(conversation.id), await readBundle((await carry(conversation.id)).conversationId)];
    const outline = ({ items, writes, turns, activities }: BundleFile) => ({
      items: items.map(({ key: _, userId: __, versions, ...item }) => ({ ...item, versions: versions.map(({ value }) => value) })),
      writes: writes.map(({ kind, at, by, counts }) => ({ kind, at, by, counts })),
      turns: turns.map(({ number, activityId, counts }) => ({ number, activityId, counts })),
      activities: activities.map(({ turn, activity }) => ({ turn, id: activity.id, text: activity.text })),
    });
    const { items, ...rest } = outline(one);
    expect(outline(other)).toEqual({ ...rest, items: expect.arrayContaining(items) });
    expect(other.items).toHaveLength(items.length);
  });

  test("where a value came from is told as before", async () => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const opened = await carry(conversation.id);
    const chain = async (id: string) =>
      (await traceValue(id, { scope: "conversation", path: "/count" })).entries.map(({ turn, sentence, value, kind }) => [
        turn,
        sentence,
        value,
        kind,
      ]);
    expect(await chain(opened.conversationId)).toEqual(await chain(conversation.id));
    expect((await chain(opened.conversationId)).length).toBe(4);
  });

  test.each(["copy", "shared"] as const)("a fork with user state %s takes its past with it", async (user) => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const fork = await forkConversation(conversation.id, { turn: 3, user, by: "Kim" });
    await conversation.say("five");
    await (await postActivity(fork.conversationId, { type: "message", text: "otherwise" })).finished;
    const again = await forkConversation(fork.conversationId, { turn: 4, user: "copy", by: "Kim" });
    await (await postActivity(again.conversationId, { type: "message", text: "once more" })).finished;
    for (const { conversationId } of [fork, again]) {
      const opened = await carry(conversationId);
      expect(await wholePast(opened.conversationId)).toEqual(await wholePast(conversationId));
      expect(await wholePast(opened.conversationId, 1)).toEqual(await wholePast(conversationId, 1));
      expect(await valuesOf(opened.conversationId, 2)).toEqual(await valuesOf(conversationId, 2));
    }
  });

  test("one can go on from a turn of it, by a fork", async () => {
    const conversation = await openConversation();
    await playTrip(conversation);
    const opened = await carry(conversation.id);
    const fork = await forkConversation(opened.conversationId, { turn: 2, user: "copy", by: "Kim" });
    const turn = await (await postActivity(fork.conversationId, { type: "message", text: "otherwise" })).finished;
    expect(turn.replies).toMatchObject([{ text: "heard otherwise as number 2" }]);
  });

  test("whatever a bot stores, and people edit, is the same at every turn after the way there", async () => {
    const anyName = fc.oneof(fc.constantFrom("a", "b", "__proto__", "half\ud83d", "nul\0"), fc.string());
    const anyData = fc.dictionary(anyName, fc.jsonValue(), { maxKeys: 4 }).map((data) => JSON.parse(JSON.stringify(data)));
    const anyStep = fc.record({
      byHand: fc.boolean(),
      scope: fc.constantFrom("user", "conversation", "private"),
      data: fc.option(anyData),
    });
    let stored: () => Record<string, object> = () => ({});
    onHearing("store", async ({ storage }) => storage.write(stored()));
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { id, userId, say } = await openConversation();
        const keys = { user: `users/${userId}`, conversation: `conversations/${id}`, private: `conversations/${id}/users/${userId}` };
        for (const { byHand, scope, data } of steps) {
          const place = scope as keyof typeof keys;
          if (byHand) await writeState({ conversationId: id, writes: [{ scope: place, data, ifMatch: "*" }], kind: "edit", by: "Kim" });
          stored = () => ({ [`emulator/${keys[place]}/`]: data ?? { gone: true } });
          if (!byHand) await say("store");
        }
        const opened = await carry(id);
        const [one, other] = [await wholePast(id), await wholePast(opened.conversationId)];
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
      { numRuns: 15 },
    );
  });

  describe("what does not fit together is refused with its place, and nothing is opened", () => {
    type Change = (bundle: BundleFile) => void;
    const cases: [string, string, Change][] = [
      [
        "an activity id that is there twice",
        "activities.1.activity.id",
        ({ activities: [one, other] }) => Object.assign(other?.activity ?? {}, { id: one?.activity.id }),
      ],
      ["an activity of a turn that is not there", "activities.0.turn", ({ activities: [one] }) => Object.assign(one ?? {}, { turn: 99 })],
      ["a turn whose activity is not there", "turns.0.activityId", ({ turns: [turn] }) => Object.assign(turn ?? {}, { activityId: "x" })],
      ["a turn that is there twice", "turns.1.number", ({ turns }) => void turns.splice(1, 0, ...turns.slice(0, 1))],
      ["a write that is there twice", "writes.1.seq", ({ writes }) => void writes.unshift(...writes.slice(0, 1))],
      ["an item that is there twice", "items.1.key", ({ items }) => void items.splice(1, 0, ...items.slice(0, 1))],
      ["an item of somebody else", "items.0.userId", ({ items: [item] }) => Object.assign(item ?? {}, { userId: 5 })],
      [
        "the key of another conversation",
        "items.0.key",
        ({ items: [item] }) => Object.assign(item ?? {}, { key: "emulator/conversations/other/" }),
      ],
      ["a key that names nobody", "items.0.key", ({ items: [item] }) => Object.assign(item ?? {}, { key: "x" })],
      [
        "a value that is not there",
        "items.0.versions.0.value",
        ({ items: [item] }) => Object.assign(item?.versions[0] ?? {}, { value: 99 }),
      ],
      [
        "a newest value that its versions do not know",
        "items.0.data",
        ({ items: [item] }) => Object.assign(item ?? {}, { data: { other: 1 } }),
      ],
      ["a newer version", "version", (bundle) => Object.assign(bundle, { version: 2 })],
    ];
    test.each(cases)("%s", async (_, place, change) => {
      const { id, say } = await openConversation();
      await say("one");
      const bundle = JSON.parse(JSON.stringify(await readBundle(id))) as BundleFile;
      change(bundle);
      const places = bundleFile.safeParse(bundle).error?.issues.map(({ path }) => path.join("."));
      expect(places).toContain(place);
    });
  });
});
