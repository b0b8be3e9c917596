import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { readState, writeState } from "@/lib/conversations";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { localCaller as caller, randomText } from "@/lib/model";
import { planErasure } from "../plan-erasure";
import { decidePlaces } from "../review/decide-places";
import { takeBackup } from "../testing/backup";
import { approveAndRun, idsOf, isAnywhere, placesByPattern, shareByHand } from "../testing/by-hand";
import { replayLedger } from "./replay-ledger";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-ledger-"));
const file = path.join(dataFolder, "erasure-ledger.jsonl");
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
// Each database has one of its own, as each data folder has.
beforeEach(() => rmSync(file, { force: true }));

type Shared = Awaited<ReturnType<typeof shareByHand>>;

async function decideAndErase(number: string): Promise<void> {
  await planErasure(number, caller);
  await decidePlaces(number, { placeIds: await idsOf(number, "/hers", "/was"), decision: "erase" }, caller);
  await decidePlaces(number, { placeIds: await idsOf(number, "/his"), decision: "kept" }, caller);
  await approveAndRun(number, (await planErasure(number, caller)).planHash);
}

const whatIsLeft = async ({ texts: { hers, was, his } }: Shared) => [await isAnywhere(hers), await isAnywhere(was), await isAnywhere(his)];

async function replayedCounts(number: string): Promise<unknown[]> {
  const rows = await (await db()).query<{ counts: string }>(
    sql`SELECT counts FROM audit_entry WHERE action = 'backup.replayed' AND case_number = ${number} ORDER BY seq`,
  );
  return rows.map(({ counts }) => JSON.parse(counts) as unknown);
}

/** What waits in the case for somebody to say whose it is. */
async function waitingIn(number: string): Promise<string[]> {
  const places = Object.values(await placesByPattern(number));
  return places.filter(({ decision }) => decision === null).map(({ pattern }) => pattern);
}

onEachDatabase(() => {
  test("what people decided to be the person's before the run is erased again with the rest, once", { timeout: 60_000 }, async () => {
    const shared = await shareByHand();
    const restore = await takeBackup();
    await decideAndErase(shared.number);
    await restore();
    expect(await whatIsLeft(shared)).toEqual([true, true, true]);

    expect(await replayLedger()).toBe(1);

    expect(await whatIsLeft(shared)).toEqual([false, false, true]);
    expect((await readState(shared.together.id, shared.bo)).conversation.data).toEqual({ his: shared.texts.his });
    expect(await replayedCounts(shared.number)).toEqual([{ identities: 1, places: 2, undecided: 1 }]);
    expect(await replayLedger()).toBe(0);
  });

  test("what was decided afterwards is erased again too, in a backup that knows the person and in one that does not", {
    timeout: 60_000,
  }, async () => {
    const shared = await shareByHand();
    const { number } = shared;
    const restoreAll = await takeBackup();
    await approveAndRun(number, (await planErasure(number, caller)).planHash);
    const restoreWithoutPerson = await takeBackup();
    await decidePlaces(number, { placeIds: await idsOf(number, "/hers", "/was"), decision: "erase" }, caller);
    await approveAndRun(number, (await planErasure(number, caller)).planHash);
    expect(await replayLedger()).toBe(0);

    await restoreWithoutPerson();
    expect(await whatIsLeft(shared)).toEqual([true, true, true]);
    expect(await replayLedger()).toBe(1);
    expect(await whatIsLeft(shared)).toEqual([false, false, true]);

    await restoreAll();
    expect(await replayLedger()).toBe(2);
    expect(await whatIsLeft(shared)).toEqual([false, false, true]);
    expect(await waitingIn(number)).toEqual(["/his"]);
    expect(await isAnywhere(shared.ann)).toBe(false);
    expect(await replayLedger()).toBe(0);
  });

  test("what nobody had decided waits in the case again, unless the backup is of before that was opened", { timeout: 60_000 }, async () => {
    const shared = await shareByHand();
    const { number } = shared;
    const restore = await takeBackup();
    await approveAndRun(number, (await planErasure(number, caller)).planHash);
    await restore();
    expect(await waitingIn(number)).toEqual([]);

    await replayLedger();

    expect((await waitingIn(number)).sort()).toEqual(["/hers", "/his", "/was"]);
    await restore();
    await (await db()).execute(sql`DELETE FROM privacy_request WHERE number = ${number}`);
    await replayLedger();
    // Its number will be another's.
    expect(await (await db()).query(sql`SELECT id FROM erasure_review WHERE number = ${number}`)).toEqual([]);
    await restore();
  });

  test("what stands by now where something was theirs was decided by nobody, and stays", { timeout: 60_000 }, async () => {
    const shared = await shareByHand();
    const { number, together, bo, texts } = shared;
    const restore = await takeBackup();
    await decideAndErase(number);
    await restore();
    const other = `is the canoe's ${randomText(10)}`;
    await writeState({
      conversationId: together.id,
      userId: bo,
      writes: [{ scope: "conversation", data: { hers: other, his: texts.his }, ifMatch: "*" }],
      kind: "edit",
      by: "Tess",
    });

    await replayLedger();

    expect(await whatIsLeft(shared)).toEqual([false, false, true]);
    expect((await readState(together.id, bo)).conversation.data).toEqual({ hers: other, his: texts.his });
    expect(await replayedCounts(number)).toEqual([{ identities: 1, places: 2, undecided: 2 }]);
  });

  test("what a backup from before the decision says otherwise is not heeded", { timeout: 60_000 }, async () => {
    const shared = await shareByHand();
    const { number } = shared;
    await planErasure(number, caller);
    await decidePlaces(number, { placeIds: await idsOf(number, "/his"), decision: "erase" }, caller);
    const restore = await takeBackup();
    await decideAndErase(number);
    await restore();

    await replayLedger();

    expect(await whatIsLeft(shared)).toEqual([false, false, true]);
    expect(await waitingIn(number)).toEqual(["/his"]);
  });

  test("the ledger tells neither who it was nor what stood where", { timeout: 60_000 }, async () => {
    const { number, ann, bo, together, texts } = await shareByHand();
    const [item] = await (await db()).query<{ id: string }>(
      sql`SELECT id FROM store_item WHERE conversation_id = ${together.id} AND scope = 'conversation'`,
    );
    await decideAndErase(number);

    const text = readFileSync(file, "utf8");
    expect(item?.id).toMatch(/.{10}/);
    expect(text).toContain(number);
    const told = [
      ann,
      bo,
      together.id,
      item?.id ?? "",
      "hers",
      ...Object.values(texts),
      ...Object.values(texts).map((one) => one.slice(0, 8)),
    ];
    expect(told.filter((one) => text.includes(one))).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ places: { items: [expect.any(String)], values: [expect.any(String), expect.any(String)] } });
  });
});
