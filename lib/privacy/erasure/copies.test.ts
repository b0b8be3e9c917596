import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  forgetConversation,
  forkConversation,
  listActivities,
  openBundle,
  openTranscript,
  postActivity,
  readBundle,
  readState,
  readTranscript,
  requireConversation,
} from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { linkIdentity } from "@/lib/memory";
import { bundleFile, localCaller as caller, defaultChannelId as channelId, randomText, transcriptFile } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { approveErasure } from "./approve-erasure";
import { requireErasure } from "./erasure-row";
import { planErasure } from "./plan-erasure";
import { findReach } from "./reach/find-reach";
import { runErasure } from "./run-erasure";
import { erasePerson } from "./testing/somebody";
import { type Canary, makeCanary } from "./testing/two-people";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-copies-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

const noCopies = { forks: 0, files: 0, alike: 0 };

async function erase(personId: string): Promise<string> {
  const number = await erasePerson(personId);
  expect((await requireRequest(number)).state).toBe("erased_local");
  return number;
}

const copiesIn = async (number: string) => (await requireErasure(number)).plan.copies;

/** A conversation of these, in which each of them told something that the bot keeps of them. */
async function meet(...people: readonly Canary[]): Promise<TestConversation> {
  const conversation = await openConversation({ userId: people[0]?.id });
  for (const person of people) await tell(conversation.id, person);
  return conversation;
}

/** Somebody says something of theirs, under another id where they are a copy, and the bot keeps and repeats it. */
async function tell(conversationId: string, { name, secret, ...person }: Canary, id = person.id): Promise<void> {
  const hearing = `${secret} (${randomText(8)})`;
  onHearing(hearing, async ({ context, storage }) => {
    const place = `${channelId}/conversations/${conversationId}`;
    const key = `${channelId}/users/${id}/`;
    await storage.write({ [key]: { profile: { name, secret }, eTag: "*" }, [`${place}/users/${id}/`]: { draft: secret, eTag: "*" } });
    await context.sendActivity(`Noted, ${name}: ${secret}`);
  });
  await (await postActivity(conversationId, { type: "message", text: hearing, from: { id, name } })).finished;
}

/** As files carry it. */
async function openAgain(conversationId: string): Promise<string> {
  return (await openBundle(bundleFile.parse(JSON.parse(JSON.stringify(await readBundle(conversationId)))))).conversationId;
}

async function openSaid(conversationId: string, change: (text: string) => string = (text) => text): Promise<string> {
  const text = change(JSON.stringify(await readTranscript(conversationId)));
  return (await openTranscript(transcriptFile.parse(JSON.parse(text)))).conversationId;
}

async function placesOf(...texts: readonly string[]): Promise<string[]> {
  const found = await (await db()).findTexts({ texts: [...texts, ...texts.map((text) => text.toLowerCase())] });
  return [...new Set(found.map(({ table, column }) => `${table}.${column}`))].sort();
}

const membersOf = async (conversationId: string) => (await requireConversation(conversationId)).members;

/** As before copies were marked. */
const withoutMarks = async () => (await db()).execute(sql`DELETE FROM identity_copy`);

onEachDatabase(() => {
  test("whoever joined a fork is nobody's copy, and stays when somebody goes who joined its source", { timeout: 60_000 }, async () => {
    const [ann, bo, carl, dora] = [makeCanary("Ann"), makeCanary("Bo"), makeCanary("Carl"), makeCanary("Dora")];
    for (const user of ["shared", "copy"] as const) {
      const source = await meet(ann, bo);
      const fork = await forkConversation(source.id, { turn: 2, user, by: "Tess" });
      await tell(source.id, carl);
      await tell(fork.conversationId, dora);
    }
    const elsewhere = await meet(dora);
    const [state, said] = [await readState(elsewhere.id, dora.id), await listActivities(elsewhere.id, { watermark: null })];

    const number = await erase(carl.identityId);

    expect((await requireErasure(number)).plan).toMatchObject({ accounts: 1, copies: noCopies });
    expect(await readState(elsewhere.id, dora.id)).toEqual(state);
    expect(await listActivities(elsewhere.id, { watermark: null })).toEqual(said);
    expect((await findReach(dora.identityId)).accounts).toHaveLength(1);
    expect(await placesOf(carl.name, carl.secret, carl.id)).toEqual([]);
  });

  test("in a fork of a group the person's copy goes, and the copies of others keep what is theirs", { timeout: 60_000 }, async () => {
    const [ann, bo, dora] = [makeCanary("Ann"), makeCanary("Bo"), makeCanary("Dora")];
    const source = await meet(ann, bo);
    const { conversationId, user } = await forkConversation(source.id, { turn: 3, user: "copy", by: "Tess" });
    const [, copyOfBo] = await membersOf(conversationId);
    await tell(conversationId, dora);
    await tell(conversationId, ann, user.id);

    const number = await erase(ann.identityId);

    expect(await copiesIn(number)).toEqual({ ...noCopies, forks: 1 });
    expect(await placesOf(ann.name, ann.secret, ann.id, user.id)).toEqual([]);
    expect((await membersOf(conversationId)).map(({ id }) => id)).toEqual([copyOfBo?.id, dora.id]);
    expect((await readState(conversationId, copyOfBo?.id)).user.data).toEqual({ profile: { name: bo.name, secret: bo.secret } });
    expect((await readState(conversationId, dora.id)).user.data).toEqual({ profile: { name: dora.name, secret: dora.secret } });
  });

  test("a bundle that was opened twice and transcripts go with whom they are about, whose name is still theirs alone", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const source = await meet(ann, bo);
    const opened = [await openAgain(source.id), await openAgain(source.id), await openSaid(source.id)];
    const elsewhere = await meet(bo);
    await elsewhere.say(`I met ${ann.name} yesterday`);

    const bundle = await readBundle(source.id);
    const number = await erase(ann.identityId);

    expect(await copiesIn(number)).toEqual({ ...noCopies, files: 3 });
    expect(await placesOf(ann.name, ann.secret, ann.id)).toEqual([]);
    for (const id of opened) expect((await membersOf(id)).map(({ name }) => name)).toEqual([bo.name]);
    const { activities } = await listActivities(elsewhere.id, { watermark: null });
    expect(activities.map(({ text }) => text)).toContain("I met [erased] yesterday");
    await expect(openBundle(bundle)).rejects.toMatchObject({ code: "person_erased" });
  });

  test("what was opened of somebody alone goes entirely, also of a copy's copy when the one between is gone", {
    timeout: 60_000,
  }, async () => {
    const ann = makeCanary("Ann");
    const source = await meet(ann);
    const first = await forkConversation(source.id, { turn: 2, user: "copy", by: "Tess" });
    const second = await forkConversation(first.conversationId, { turn: 2, user: "copy", by: "Tess" });
    const opened = await openAgain(first.conversationId);
    const openedAgain = await openAgain(opened);
    const between = identityIdOf({ channelId, userId: first.user.id });
    await (await db()).transaction([
      sql`DELETE FROM person WHERE id = ${between}`,
      sql`DELETE FROM identity WHERE id = ${between}`,
      sql`DELETE FROM identity_copy WHERE identity_id = ${between}`,
      sql`DELETE FROM member WHERE user_id = ${first.user.id}`,
    ]);

    const number = await erase(ann.identityId);

    expect(await copiesIn(number)).toEqual({ ...noCopies, forks: 1, files: 2 });
    for (const id of [second.conversationId, opened, openedAgain]) {
      await expect(requireConversation(id)).rejects.toMatchObject({ code: "conversation_not_found" });
    }
    const [marks] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM identity_copy
      WHERE identity_id = ${identityIdOf({ channelId, userId: second.user.id })}`);
    expect(marks?.rows).toBe(0);
  });

  test("erasing a copy leaves whom it copies", { timeout: 60_000 }, async () => {
    const ann = makeCanary("Ann");
    const source = await meet(ann);
    const { conversationId, user } = await forkConversation(source.id, { turn: 2, user: "copy", by: "Tess" });
    await erase(identityIdOf({ channelId, userId: user.id }));
    await expect(requireConversation(conversationId)).rejects.toMatchObject({ code: "conversation_not_found" });
    expect((await readState(source.id, ann.id)).user.data).toEqual({ profile: { name: ann.name, secret: ann.secret } });
  });

  test("a transcript of another channel is of who they are there, and is not opened once they were erased", {
    timeout: 60_000,
  }, async () => {
    const ann = makeCanary("Ann");
    const teams = (text: string) => text.replaceAll(`"channelId":"${channelId}"`, '"channelId":"msteams"');
    const source = await meet(ann);
    const opened = await openSaid(source.id, teams);
    expect((await findReach(ann.identityId)).accounts).toHaveLength(1);
    const text = JSON.stringify(await readTranscript(source.id));
    await (await db()).execute(sql`UPDATE conversation SET channel_id = 'msteams' WHERE id = ${source.id}`);
    forgetConversation(source.id);
    await tell(source.id, ann);
    const there = identityIdOf({ channelId: "msteams", userId: ann.id });

    const number = await erase(there);

    expect(await copiesIn(number)).toEqual({ ...noCopies, files: 1 });
    await expect(requireConversation(opened)).rejects.toMatchObject({ code: "conversation_not_found" });
    await expect(openTranscript(transcriptFile.parse(JSON.parse(teams(text))))).rejects.toMatchObject({ code: "person_erased" });
  });

  test("in a fork from before there were marks who joined with it has the rank of whom they copy", { timeout: 60_000 }, async () => {
    const [ann, bo, carl, dora] = [makeCanary("Ann"), makeCanary("Bo"), makeCanary("Carl"), makeCanary("Dora")];
    const source = await meet(ann, bo);
    const { conversationId, user } = await forkConversation(source.id, { turn: 3, user: "copy", by: "Tess" });
    const [, copyOfBo] = await membersOf(conversationId);
    await withoutMarks();
    await tell(source.id, carl);
    await tell(conversationId, dora);

    expect((await findReach(carl.identityId)).accounts.map(({ userId }) => userId)).toEqual([carl.id]);
    expect((await findReach(bo.identityId)).accounts.map(({ userId }) => userId)).toEqual([bo.id, copyOfBo?.id]);
    expect((await findReach(dora.identityId)).accounts.map(({ userId }) => userId)).toEqual([dora.id]);
    // One of both has lost somebody since.
    await (await db()).execute(sql`DELETE FROM member WHERE conversation_id = ${conversationId} AND user_id = ${user.id}`);
    expect((await findReach(bo.identityId)).accounts.map(({ userId }) => userId)).toEqual([bo.id, copyOfBo?.id]);
    expect((await findReach(ann.identityId)).accounts.map(({ userId }) => userId)).toEqual([ann.id]);
  });

  test("who is in a file that was opened before there were marks is told in the plan, and goes once they are linked", {
    timeout: 60_000,
  }, async () => {
    const ann = makeCanary("Ann");
    const source = await meet(ann);
    const opened = await openAgain(source.id);
    await withoutMarks();
    const { number } = await openRequest({ type: "erasure", personId: ann.identityId, receivedOn: "2026-11-20" }, caller);
    await moveRequest(number, "verified", { caller });
    await planErasure(number, caller);
    expect(await copiesIn(number)).toEqual({ ...noCopies, alike: 1 });

    const [copy] = await membersOf(opened);
    const identityId = identityIdOf({ channelId, userId: copy?.id ?? "" });
    await linkIdentity(ann.identityId, { identityId, evidence: "they-said", note: "opened in May", by: "Tess" });
    const { planHash, plan } = await planErasure(number, caller);
    expect(plan).toMatchObject({ accounts: 2, copies: noCopies });
    await approveErasure(number, { planHash, caller });
    await (await runErasure(number, { planHash, confirm: number, caller })).finished;
    expect(await placesOf(ann.name, ann.secret)).toEqual([]);
  });
});
