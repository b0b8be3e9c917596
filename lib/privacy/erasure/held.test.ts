import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, encodeText, type Sql, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { localCaller as caller, fullSight, type HoldRequest, randomText } from "@/lib/model";
import { holdsOn } from "@/lib/standing";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { readRequest } from "../requests/read-request";
import { holdPerson, releaseHold } from "../standing/holds";
import { readStanding } from "../standing/read-standing";
import { approveErasure } from "./approve-erasure";
import { requireErasure } from "./erasure-row";
import { planErasure } from "./plan-erasure";
import { findReach } from "./reach/find-reach";
import { heldRows } from "./reach/held-rows";
import { readReceipt } from "./receipt/read-receipt";
import { listPlacesOfCase } from "./review/list-places";
import { runErasure } from "./run-erasure";
import { type Canary, makeCanary, seedTwo, tracesOf } from "./testing/two-people";
import { lookThrough } from "./verify/look-through";
import { verifyErased } from "./verify/verify-erased";
import { named } from "./work/named";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-held-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

const today = () => new Date().toISOString().slice(0, 10);

async function hold(person: Canary, on: Partial<HoldRequest> = {}): Promise<void> {
  await holdPerson(person.identityId, { matter: `M-${randomText(4)}`, owner: "Legal", reviewOn: today(), ...on }, caller);
}

async function openCase(person: Canary): Promise<string> {
  const { number } = await openRequest({ type: "erasure", personId: person.identityId, receivedOn: "2026-11-20" }, caller);
  await moveRequest(number, "verified", { caller });
  return number;
}

async function run(number: string): Promise<void> {
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
}

/** Rows of what is held, of these tables, as text. */
async function readRows(conditions: Record<string, Sql>, tables: readonly string[]): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of tables) {
    const where = conditions[table] ?? sql`1 = 0`;
    const found = await (await db()).query<object>(sql`SELECT * FROM ${named(table)} WHERE ${where}`);
    rows[table] = found.map((row) => JSON.stringify(row)).sort();
  }
  return rows;
}

const heldTables = ["conversation", "activity", "turn", "turn_record", "member", "upload", "snapshot", "protocol_exchange"];
const heldTablesToo = ["store_item", "property_version", "property_value", "fact", "identity", "state_write", "lost_value"];

onEachDatabase(() => {
  test("a hold on one conversation keeps it byte for byte, restricts the person and lets the rest be erased", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { alone, together } = await seedTwo(ann, bo);
    await hold(ann, { conversationId: together.id });
    const reach = await findReach(ann.identityId);
    expect(reach.held.conversationIds).toEqual([together.id]);
    const held = await readRows(heldRows(reach), [...heldTables, ...heldTablesToo]);
    expect(held.activity?.length).toBeGreaterThan(5);
    const number = await openCase(ann);
    await run(number);

    expect(await readRows(heldRows(reach), [...heldTables, ...heldTablesToo])).toEqual(held);
    const elsewhere = await (await db()).findTexts({ texts: tracesOf(ann), except: heldRows(reach) });
    expect(elsewhere.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    expect(await (await db()).query(sql`SELECT id FROM conversation WHERE id = ${encodeText(alone.id)}`)).toEqual([]);
    expect(await readStanding(ann.identityId, fullSight)).toMatchObject({ isRestricted: true });
    expect((await readReceipt(number)).receipt).toMatchObject({
      keptUnderHolds: { conversations: 1, holds: [{ on: "conversation", ground: "17(3)(e)", reviewOn: today() }] },
    });
    await expect(moveRequest(number, "complete", { caller })).rejects.toMatchObject({ code: "case_state_conflict" });
    await moveRequest(number, "partial", { caller });
    expect(await readRequest(number, fullSight)).toMatchObject({ state: "partial", isPartKept: true });
  });

  test("what is held fails no verification, and the same text in any other row or file does", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { together } = await seedTwo(ann, bo);
    await hold(ann, { conversationId: together.id });
    const number = await openCase(ann);
    await run(number);
    const reach = await findReach(ann.identityId);
    const needles = { ids: [], identifiers: [], values: [], common: [], sought: [ann.email], tooCommon: 0 };
    const look = async () => {
      await lookThrough(number, { reach, needles });
      await verifyErased(number, { reach, needles });
    };
    await look();
    await (await db()).execute(sql`UPDATE protocol_exchange SET request = ${ann.email} WHERE conversation_id = ${encodeText(together.id)}`);
    await look();
    await (await db()).execute(
      sql`INSERT INTO persona (id, user_id, name, created_at) VALUES ('p-trace', 'x', ${`call ${ann.email}`}, '2026')`,
    );
    await look();
    expect(await (await db()).query(sql`SELECT name FROM persona WHERE id = 'p-trace'`)).toEqual([{ name: "call [erased]" }]);
    await (await db()).execute(sql`INSERT INTO lease (name, holder, until) VALUES (${`for ${ann.email}`}, 'x', '2026')`);
    await expect(look()).rejects.toThrow(/lease, name: 1/);
  });

  test("once the hold is released the case is taken up again, and nothing of the person is left", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { together } = await seedTwo(ann, bo);
    await hold(ann, { conversationId: together.id });
    const number = await openCase(ann);
    await run(number);
    expect((await listPlacesOfCase(number, fullSight)).places).toEqual([]);
    await moveRequest(number, "partial", { caller });
    expect((await requireErasure(number)).canFinish).toBe(false);
    const [standing] = await holdsOn({ identityIds: [], conversationIds: [together.id] });
    await releaseHold(standing?.id ?? "", { caller, along: [], decision: { caller, action: "proposal.decided" } });
    expect((await requireErasure(number)).canFinish).toBe(true);
    await run(number);
    expect(await (await db()).findTexts({ texts: tracesOf(ann) })).toEqual([]);
    expect((await readReceipt(number)).receipt).toMatchObject({ keptUnderHolds: { conversations: 0 }, earlier: [{}] });
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
  });

  test("a hold on days keeps what was said and remembered in them", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { alone, together } = await seedTwo(ann, bo);
    await (await db()).execute(
      sql`UPDATE activity SET created_at = '2026-01-05T10:00:00.000Z' WHERE conversation_id = ${encodeText(alone.id)}`,
    );
    await hold(ann, { fromOn: "2026-01-01", untilOn: "2026-01-05" });
    const reach = await findReach(ann.identityId);
    expect(reach.held).toMatchObject({ conversationIds: [alone.id], itemIds: [] });
    await run(await openCase(ann));
    expect(await (await db()).query(sql`SELECT id FROM conversation WHERE id = ${encodeText(alone.id)}`)).toHaveLength(1);
    const elsewhere = await (await db()).findTexts({ texts: tracesOf(ann), except: heldRows(reach) });
    expect(elsewhere).toEqual([]);
    expect(
      await (await db()).query(sql`SELECT user_id FROM member WHERE conversation_id = ${encodeText(together.id)} AND user_id = ${ann.id}`),
    ).toEqual([]);
  });

  test("days on which something was remembered keep that, with its versions", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    await (await db()).execute(sql`UPDATE state_write SET at = '2026-02-02T10:00:00.000Z' WHERE seq IN (SELECT version.write_seq
      FROM property_version version JOIN store_item item ON item.id = version.item_id WHERE item.user_id = ${ann.id} AND item.scope = 'user')`);
    await hold(ann, { fromOn: "2026-02-02", untilOn: "2026-02-02" });
    const reach = await findReach(ann.identityId);
    expect(reach.held.itemIds).toHaveLength(1);
    const held = await readRows(heldRows(reach), ["store_item", "property_version", "property_value", "fact", "state_write"]);
    await run(await openCase(ann));
    expect(await readRows(heldRows(reach), Object.keys(held))).toEqual(held);
    expect(await (await db()).findTexts({ texts: tracesOf(ann), except: heldRows(reach) })).toEqual([]);
  });

  test("a hold on the whole person keeps anything from running, and says why", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    await hold(ann);
    const number = await openCase(ann);
    const { planHash, plan } = await planErasure(number, caller);
    expect(plan.holds).toMatchObject([{ on: "person", owner: "Legal", ground: "17(3)(e)" }]);
    await approveErasure(number, { planHash, caller });
    await expect(runErasure(number, { planHash, confirm: number, caller })).rejects.toMatchObject({
      code: "erasure_held",
      userMessage: expect.stringContaining("nothing is left to erase"),
    });
  });

  test("what is kept under a hold may stand in the database's files, and in no other file", async () => {
    writeFileSync(path.join(dataFolder, "left.log"), "somebody else");
    const { upkeep } = await db();
    const ask = (kept: string[]) => upkeep.scan({ files: upkeep.files, folder: dataFolder, skip: [], texts: [], kept });
    expect((await ask(["kept-canary"])).hits).toEqual([]);
    writeFileSync(path.join(dataFolder, "left.log"), "it says kept-canary here");
    expect((await ask(["kept-canary"])).hits).toEqual([{ file: "left.log", forms: 1 }]);
    rmSync(path.join(dataFolder, "left.log"));
  });
});
