import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { addMember, removeMember } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { localCaller as caller, defaultChannelId as channelId, fullSight, type HoldRequest, randomText } from "@/lib/model";
import { holdsOn } from "@/lib/standing";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { readRequest } from "../requests/read-request";
import { holdPerson, releaseHold } from "../standing/holds";
import { approveErasure } from "./approve-erasure";
import { requireErasure } from "./erasure-row";
import { planErasure } from "./plan-erasure";
import { readReceipt } from "./receipt/read-receipt";
import { runErasure } from "./run-erasure";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-held-others-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

type Somebody = { id: string; name: string; identityId: string };

function somebody(first: string): Somebody {
  const mark = randomText(10);
  const id = `${first.toLowerCase()}-id-${mark}`;
  return { id, name: `${first} Canary${mark}`, identityId: identityIdOf({ channelId, userId: id }) };
}

function openAs({ id, name }: Somebody): Promise<TestConversation> {
  return openConversation({ userId: id, name });
}

async function hold(person: Somebody, on: Partial<HoldRequest> = {}): Promise<void> {
  const reviewOn = new Date().toISOString().slice(0, 10);
  await holdPerson(person.identityId, { matter: `against ${person.name}`, owner: "Legal", reviewOn, ...on }, caller);
}

async function release(person: Somebody): Promise<void> {
  for (const { id } of await holdsOn({ identityIds: [person.identityId], conversationIds: [] })) {
    await releaseHold(id, { caller, along: [], decision: { caller, action: "proposal.decided" } });
  }
}

async function openCase(person: Somebody): Promise<string> {
  const { number } = await openRequest({ type: "erasure", personId: person.identityId, receivedOn: "2026-11-20" }, caller);
  await moveRequest(number, "verified", { caller });
  return number;
}

async function run(number: string): Promise<void> {
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
}

async function bodiesOf({ id }: TestConversation): Promise<string[]> {
  const rows = await (await db()).query<{ body: string }>(
    sql`SELECT body FROM activity WHERE conversation_id = ${encodeText(id)} ORDER BY position`,
  );
  return rows.map(({ body }) => body);
}

onEachDatabase(() => {
  test("a conversation stays in which somebody on hold has spoken and which they have left, and the case ends in part", async () => {
    const [ann, bo] = [somebody("Ann"), somebody("Bo")];
    const [together, alone] = [await openAs(ann), await openAs(ann)];
    await addMember(together.id, { id: bo.id, name: bo.name });
    await together.say(`evidence about ${ann.name}`, bo.id);
    await alone.say("nobody holds this", ann.id);
    await removeMember(together.id, bo.id);
    await hold(bo);
    const before = await bodiesOf(together);
    const number = await openCase(ann);
    const { plan } = await planErasure(number, caller);
    expect(plan.holds).toMatchObject([{ on: "other", matter: "", owner: "Legal", ground: "17(3)(e)" }]);
    expect(plan.kept).toEqual({ conversations: 1, items: 0 });
    expect(JSON.stringify(plan)).not.toContain(bo.name);
    await run(number);
    expect(await bodiesOf(together)).toEqual(before);
    expect(await bodiesOf(alone)).toEqual([]);
    expect(await readRequest(number, fullSight)).toMatchObject({ state: "erased_local", isPartKept: true });
    const { receipt } = await readReceipt(number);
    expect(receipt).toMatchObject({ keptUnderHolds: { conversations: 1, holds: [{ on: "other", matter: "" }] } });
    await moveRequest(number, "partial", { caller });
    expect((await requireErasure(number)).canFinish).toBe(false);
    await release(bo);
    expect((await requireErasure(number)).canFinish).toBe(true);
    await run(number);
    expect(await (await db()).findTexts({ texts: [ann.id, ann.name] })).toEqual([]);
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
  });

  test("what somebody on hold wrote beside the person stays as it is while they are both there", async () => {
    const [ann, bo] = [somebody("Ann"), somebody("Bo")];
    const together = await openAs(ann);
    await addMember(together.id, { id: bo.id, name: bo.name });
    await together.say(`proof: ${ann.name} took it`, bo.id);
    await hold(bo, { fromOn: "2000-01-01", untilOn: new Date().toISOString().slice(0, 10) });
    const before = await bodiesOf(together);
    const number = await openCase(ann);
    await run(number);
    expect(await bodiesOf(together)).toEqual(before);
    expect((await requireErasure(number)).plan).toMatchObject({ holds: [{ on: "other" }], kept: { conversations: 1 } });
  });

  test("days of somebody else keep nothing in which nothing was said then", async () => {
    const [ann, bo] = [somebody("Ann"), somebody("Bo")];
    const together = await openAs(ann);
    await addMember(together.id, { id: bo.id, name: bo.name });
    await together.say("hello", ann.id);
    await hold(bo, { fromOn: "2000-01-01", untilOn: "2000-01-02" });
    const number = await openCase(ann);
    await run(number);
    expect((await requireErasure(number)).plan.holds).toEqual([]);
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
    expect(await (await db()).findTexts({ texts: [ann.id, ann.name] })).toEqual([]);
  });

  test("what is held of somebody whom the person never met keeps their name, and goes once it may", async () => {
    const [ann, bo] = [somebody("Ann"), somebody("Bo")];
    const [hers, his] = [await openAs(ann), await openAs(bo)];
    await hers.say("hello", ann.id);
    onHearing(`note ${bo.id}`, async ({ storage }) => {
      await storage.write({ [`${channelId}/users/${bo.id}/`]: { suspect: ann.name, eTag: "*" } });
    });
    await his.say(`note ${bo.id}`, bo.id);
    await his.say(`I saw ${ann.name}`, bo.id);
    await hold(bo);
    const before = await bodiesOf(his);
    const number = await openCase(ann);
    await run(number);
    expect(await bodiesOf(his)).toEqual(before);
    expect((await requireErasure(number)).plan).toMatchObject({ holds: [{ on: "other" }], kept: { conversations: 1, items: 1 } });
    expect(await bodiesOf(hers)).toEqual([]);
    await moveRequest(number, "partial", { caller });
    await release(bo);
    expect((await requireErasure(number)).canFinish).toBe(true);
    await run(number);
    expect(await (await db()).findTexts({ texts: [ann.id, ann.name] })).toEqual([]);
    expect((await bodiesOf(his)).join()).toContain("I saw [erased]");
  });
});
