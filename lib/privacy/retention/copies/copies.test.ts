import { expect, test } from "vitest";
import { listSnapshots, readState, requireTurn, saveSnapshot, writeState } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { type Caller, defaultChannelId as channelId, newUserId, type RetentionRule, type Scope, systemCaller } from "@/lib/model";
import { holdPerson } from "../../standing/holds";
import { putPolicy } from "../policies";
import { readSweepReceipt, sweepRetention } from "../sweep";
import { forgetOwn, listPlaces } from "./forget-own";

loadScriptedBot();

const rae: Caller = { kind: "account", id: "rae", name: "Rae", roles: ["privacy-reviewer"] };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** As if approved long ago. */
async function inForce(more: Partial<RetentionRule> & Pick<RetentionRule, "store">): Promise<void> {
  const rule: RetentionRule = {
    ...{
      id: `r-${more.store}`,
      botId: "scripted",
      pattern: null,
      category: null,
      basis: "lastTurn",
      days: 180,
      action: "delete",
      isOn: true,
    },
    ...more,
  };
  await putPolicy({ rules: [rule], reason: "a test" }, rae);
  await (await db()).execute(sql`UPDATE retention_policy SET effective_from = '2025-01-01T00:00:00.000Z'`);
}

/** Ann and Bob talk in one conversation: a turn and a snapshot of each. */
async function annAndBob(annId = newUserId()) {
  const talk = await openConversation({ userId: annId });
  const bob = newUserId();
  await talk.say("hello");
  await talk.say("hello too", bob);
  const [ofAnn, ofBob] = [await snapshotOf(talk, annId), await snapshotOf(talk, bob)];
  return { talk, ann: annId, bob, ofAnn, ofBob };
}

async function snapshotOf({ id: conversationId }: TestConversation, userId: string): Promise<string> {
  return (await saveSnapshot({ name: "saved", conversationId, userId, by: "Tess" })).id;
}

/** As if somebody had not been there for years. */
async function isLongGone(userId: string): Promise<void> {
  await (await db()).execute(sql`UPDATE acquaintance SET last_seen_at = '2020-01-01T00:00:00.000Z'
    WHERE identity_id = ${identityIdOf({ channelId, userId })}`);
}

async function hold(userId: string): Promise<void> {
  const reviewOn = inDays(30).toISOString().slice(0, 10);
  await holdPerson(identityIdOf({ channelId, userId }), { matter: "M1", owner: "Legal", reviewOn, conversationId: null }, rae);
}

const savedOnes = async () => (await listSnapshots()).snapshots.map(({ id }) => id);

async function recordsOf({ id }: TestConversation): Promise<{ number: number; body: string }[]> {
  return (await db()).query(sql`SELECT number, body FROM turn_record WHERE conversation_id = ${encodeText(id)} ORDER BY number`);
}

/** Numbers of the turns that somebody caused and that have a record. */
async function recordedTurnsOf(talk: TestConversation, userId: string): Promise<number[]> {
  const rows = await (await db()).query<{ number: number }>(sql`SELECT turn.number FROM turn JOIN turn_record record
      ON record.conversation_id = turn.conversation_id AND record.number = turn.number
    WHERE turn.conversation_id = ${encodeText(talk.id)} AND turn.user_id = ${encodeText(userId)} ORDER BY turn.number`);
  return rows.map(({ number }) => number);
}

async function write(talk: TestConversation, scope: Scope, data: object): Promise<void> {
  const writes = [{ scope, data: data as never, ifMatch: "*" }];
  await writeState({ conversationId: talk.id, userId: talk.userId, writes, kind: "edit", by: "Tess" });
}

onEachDatabase(() => {
  test("with a person's state their own records and snapshots go; those of others in the same conversation stay", async () => {
    const { talk, ann, bob, ofAnn, ofBob } = await annAndBob();
    const bobs = await recordedTurnsOf(talk, bob);
    const before = (await recordsOf(talk)).filter(({ number }) => bobs.includes(number));
    expect(before).not.toEqual([]);
    await isLongGone(ann);
    await inForce({ store: "user" });
    const { number } = await sweepRetention(systemCaller);
    expect((await readState(talk.id, ann)).user.data).toBeNull();
    expect((await readState(talk.id, bob)).user.data).toEqual({ count: 1 });
    expect(await recordedTurnsOf(talk, ann)).toEqual([]);
    expect(await recordsOf(talk)).toEqual(before);
    expect(await savedOnes()).toContain(ofBob);
    expect(await savedOnes()).not.toContain(ofAnn);
    const { receipt } = await readSweepReceipt(number);
    expect(receipt.rules).toMatchObject([{ id: "r-user", gone: 1, copies: { records: 1, snapshots: 1, rewritten: 0 } }]);
  });

  test("where somebody is on hold, records and snapshots of the whole conversation stay as they are", async () => {
    const { talk, ann, bob, ofAnn, ofBob } = await annAndBob();
    const alone = await openConversation({ userId: ann });
    await alone.say("hello");
    await hold(bob);
    const before = await recordsOf(talk);
    await isLongGone(ann);
    await inForce({ store: "user" });
    await sweepRetention(systemCaller);
    expect((await readState(talk.id, ann)).user.data).toBeNull();
    expect(await recordsOf(talk)).toEqual(before);
    expect(await savedOnes()).toEqual(expect.arrayContaining([ofAnn, ofBob]));
    expect(await recordsOf(alone)).toEqual([]);
  });

  test("whoever has the same id on another channel loses nothing", async () => {
    const here = await annAndBob();
    const there = await annAndBob(here.ann);
    await (await db()).execute(sql`UPDATE conversation SET channel_id = 'msteams' WHERE id = ${encodeText(there.talk.id)}`);
    await (await db()).execute(sql`UPDATE turn_record SET body = replace(body, 'emulator/', 'msteams/')
      WHERE conversation_id = ${encodeText(there.talk.id)}`);
    const before = await recordsOf(there.talk);
    await isLongGone(here.ann);
    await inForce({ store: "user" });
    await sweepRetention(systemCaller);
    expect(await savedOnes()).toEqual(expect.arrayContaining([here.ofBob, there.ofAnn, there.ofBob]));
    expect(await savedOnes()).not.toContain(here.ofAnn);
    expect(await recordsOf(there.talk)).toEqual(before);
  });

  test("what another's turn wrote about somebody goes out of the record of that turn, and the rest of it stays", async () => {
    const talk = await openConversation();
    const bob = newUserId();
    await talk.say("hello");
    const key = `${channelId}/users/${talk.userId}/`;
    onHearing("write about Ann", async ({ storage, count, save }) => {
      const items = await storage.read([key]);
      await storage.write({ [key]: { ...(items[key] as object), likes: "osprey", eTag: "*" } });
      await storage.write({ [key]: { ...(items[key] as object), likes: "osprey-two", eTag: "*" } });
      await count();
      await save();
    });
    const { number } = await talk.say("write about Ann", bob);
    expect(JSON.stringify(await recordsOf(talk))).toContain("osprey");
    await isLongGone(talk.userId);
    await inForce({ store: "user" });
    await sweepRetention(systemCaller);
    const [left, ...others] = await recordsOf(talk);
    expect([left?.number, others]).toEqual([number, []]);
    expect(left?.body).not.toContain("osprey");
    const { record } = await requireTurn(talk.id, number);
    expect(
      record.operations.flatMap(({ items }) => items).some(({ written }) => written.some(({ property }) => property === "count")),
    ).toBe(true);
  });

  test("of what went over the wire only what names the person goes, and all of it where the state was the conversation's", async () => {
    const { talk, ann, bob } = await annAndBob();
    const conversationId = encodeText(talk.id);
    const said = (
      id: string,
    ) => sql`INSERT INTO protocol_exchange (conversation_id, party, direction, method, url, duration_ms, request, response, at)
      VALUES (${conversationId}, 'bot', 'out', 'POST', '/', 1, ${JSON.stringify({ from: { id } })}, '{}', '2026-11-21T10:00:00.000Z')`;
    await (await db()).transaction([said(ann), said(bob)]);
    const left = async () =>
      (await db()).query<{ request: string }>(sql`SELECT request FROM protocol_exchange WHERE conversation_id = ${conversationId}`);
    await isLongGone(ann);
    await inForce({ store: "user" });
    await sweepRetention(systemCaller);
    expect((await left()).map(({ request }) => request)).toEqual([JSON.stringify({ from: { id: bob } })]);
    await inForce({ store: "conversation" });
    await sweepRetention(systemCaller, inDays(181));
    expect(await left()).toEqual([]);
  });

  test("thousands of people at once are no more than a statement takes", async () => {
    const { talk, ann } = await annAndBob();
    const one = { key: "", scope: "user" as const, channelId, people: new Set<string>(), patterns: null };
    const crowd = Array.from({ length: 4000 }, (_, at) => `crowd-${at}`);
    const state = [
      ...crowd.map((userId) => ({ ...one, id: userId, userId, conversationId: userId.endsWith("7") ? userId : null })),
      { ...one, id: "of Ann", userId: ann, conversationId: null },
    ];
    expect(await listPlaces(state, "scripted")).toEqual([encodeText(talk.id)]);
    const { turns } = await forgetOwn(state, { botId: "scripted", before: inDays(1).toISOString() });
    expect(turns.map(({ number }) => number)).toEqual(await recordedTurnsOf(talk, ann));
  });

  test("a value that a conversation shares goes out of everybody's records and snapshots, which stay", async () => {
    const { talk, ann, bob } = await annAndBob();
    await write(talk, "conversation", { members: { [ann]: { mail: "avocet@example.org" } }, topic: "stays" });
    await talk.say("hello");
    const saved = await Promise.all([snapshotOf(talk, ann), snapshotOf(talk, bob)]);
    const turns = (await recordsOf(talk)).map(({ number }) => number);
    await inForce({ store: "conversation", pattern: "/members/{}/mail" });
    await sweepRetention(systemCaller, inDays(181));
    expect((await recordsOf(talk)).map(({ number }) => number)).toEqual(turns);
    const bodies = await (await db()).query<{ id: string; body: string }>(sql`SELECT id, body FROM snapshot`);
    for (const id of saved) expect(bodies.find((one) => one.id === id)?.body).toContain('"topic":"stays"');
    const [{ n } = { n: -1 }] = await (await db()).query<{
      n: number;
    }>(sql`SELECT (SELECT count(*) FROM snapshot WHERE body LIKE '%avocet%')
      + (SELECT count(*) FROM property_value WHERE json LIKE '%avocet%') + (SELECT count(*) FROM store_item WHERE data LIKE '%avocet%') AS n`);
    expect(n).toBe(0);
  });

  test("a conversation's state goes out of the snapshots of who was in it, and their own state stays there", async () => {
    const { talk, ann, ofBob } = await annAndBob();
    await inForce({ store: "conversation" });
    await sweepRetention(systemCaller, inDays(181));
    expect((await readState(talk.id, ann)).conversation.data).toBeNull();
    const [row] = await (await db()).query<{ body: string }>(sql`SELECT body FROM snapshot WHERE id = ${ofBob}`);
    expect(JSON.parse(row?.body ?? "{}").state).toMatchObject({ conversation: null, user: { count: 1 } });
  });
});
