import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { compareConversations, listActivities, listTurns, readState, readStateAt, requireTurn, traceValue } from "@/lib/conversations";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { signatureCheck } from "@/lib/env";
import { countDuePeople } from "@/lib/facts";
import { localCaller, verifyReceipt } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { approveErasure } from "./approve-erasure";
import { planErasure } from "./plan-erasure";
import { readReceipt } from "./receipt/read-receipt";
import { runErasure } from "./run-erasure";
import { type Canary, makeCanary, seedTwo, tracesOf } from "./testing/two-people";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-erasure-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const caller = localCaller;

async function openCase(person: Canary): Promise<string> {
  const { number } = await openRequest(
    { type: "erasure", personId: person.identityId, receivedOn: "2026-11-20", asked: `${person.name} wrote` },
    caller,
  );
  await moveRequest(number, "verified", { caller });
  return number;
}

async function erase(person: Canary): Promise<string> {
  const number = await openCase(person);
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
  return number;
}

/** Where any of these texts stands in the database. */
async function placesOf(texts: readonly string[]): Promise<string[]> {
  const found = await (await db()).findTexts({ texts: [...texts, ...texts.map((text) => text.toLowerCase())] });
  return [...new Set(found.map(({ table, column }) => `${table}.${column}`))].sort();
}

beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

onEachDatabase(() => {
  test("somebody who is in every store is in none after their erasure, and the other person is where they were", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { alone, theirs, together } = await seedTwo(ann, bo);
    const [before, othersBefore] = [await placesOf(tracesOf(ann)), await placesOf(tracesOf(bo))];
    expect(before.length).toBeGreaterThan(30);
    const stateOfBo = await readState(theirs.id, bo.id);
    const logOfBo = await listActivities(theirs.id, { watermark: null });

    const number = await erase(ann);

    expect(await placesOf(tracesOf(ann))).toEqual([]);
    expect((await requireRequest(number)).state).toBe("erased_local");
    const text = JSON.stringify(await readReceipt(number));
    expect(await verifyReceipt(text, signatureCheck)).toMatchObject({
      isGenuine: true,
      receipt: { caseNumber: number, verification: { hits: 0 } },
    });
    expect(tracesOf(ann).filter((trace) => text.includes(trace))).toEqual([]);
    expect(await placesOf(tracesOf(bo))).toEqual(othersBefore);
    expect(await readState(theirs.id, bo.id)).toEqual(stateOfBo);
    expect(await listActivities(theirs.id, { watermark: null })).toEqual(logOfBo);
    await expect(readState(alone.id, ann.id)).rejects.toMatchObject({ code: "conversation_not_found" });
    const { turns } = await listTurns(together.id, {});
    expect(turns.filter(({ outcome }) => outcome === "erased").length).toBeGreaterThan(2);
    expect(turns.map((turn) => turn.number)).toEqual(turns.map((_, index) => index + 1));
  });

  test("a plan holds whether or not the person's facts were counted since, and nobody is left to be counted", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    const number = await openCase(ann);
    const { planHash } = await planErasure(number, caller);
    await approveErasure(number, { planHash, caller });
    while ((await countDuePeople()) > 0);

    await (await runErasure(number, { planHash, confirm: number, caller })).finished;

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await placesOf([ann.identityId])).toEqual([]);
  });

  test("what others wrote stays, and what they said keeps its text without the person's identifiers", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { together } = await seedTwo(ann, bo);
    await erase(ann);
    const { activities } = await listActivities(together.id, { watermark: null });
    const said = activities.filter(({ from }) => (from as { id: string }).id === bo.id).map((activity) => activity.text);
    expect(said).toContain("I met [erased], [erased], call [erased]");
    const { conversation } = await readState(together.id, bo.id);
    expect(conversation.data).toMatchObject({
      members: { [bo.id]: { name: bo.name } },
      wishes: [`${bo.wish} number 1`],
      "last-Bo": bo.secret,
    });
    expect((await together.say(`learn ${bo.id}`, bo.id)).outcome).toBe("completed");
  });

  test("going back shows that something was erased, when and in which case, and not a hole", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { together, theirs } = await seedTwo(ann, bo);
    const [first] = (await listTurns(together.id, {})).turns;
    const earlier = await readStateAt(together.id, bo.id, { turn: first?.number ?? 1 });
    expect([earlier.conversation.erased, earlier.dialog.erased]).toEqual([undefined, undefined]);
    const number = await erase(ann);
    const mark = { at: expect.stringMatching(/^20/), erasedBy: number };

    const { turns } = await listTurns(together.id, {});
    expect(turns.find((turn) => turn.outcome === "erased")?.erased).toEqual(mark);
    expect(turns.filter((turn) => turn.outcome !== "erased").every((turn) => turn.erased === undefined)).toBe(true);
    const wrote = turns.find((turn) => turn.outcome === "erased" && turn.number > 1)?.number ?? 0;
    const then = await readStateAt(together.id, bo.id, { turn: wrote });
    expect(then.conversation.erased).toContainEqual({
      ...mark,
      scope: "conversation",
      path: expect.stringContaining("/members"),
      version: expect.any(Number),
    });
    expect(then.dialog.erased).toEqual([{ ...mark, scope: "dialog", path: "", version: expect.any(Number) }]);
    expect(JSON.stringify(then)).not.toContain(ann.id);
    const { user, private: privately } = await readStateAt(together.id, ann.id, { turn: wrote });
    expect([user.erased, privately.erased]).toMatchObject([
      [{ ...mark, scope: "user", path: "" }],
      [{ ...mark, scope: "private", path: "" }],
    ]);

    expect((await requireTurn(together.id, wrote)).erasedPlaces.map(({ path }) => path)).toContain("");
    const compared = await compareConversations(together.id, { with: theirs.id, userId: bo.id, turn: wrote });
    expect([compared.erased.left.length > 0, compared.erased.right]).toEqual([true, []]);
    const { entries } = await traceValue(together.id, { scope: "conversation", path: "/last-Ann", userId: bo.id });
    expect(entries).toMatchObject([{ erased: mark }]);
    expect(entries[0]).not.toHaveProperty("value");

    await together.say(`learn ${bo.id}`, bo.id);
    const { turns: later } = await listTurns(together.id, {});
    const now = await readStateAt(together.id, bo.id, { turn: later.at(-1)?.number ?? 0 });
    expect(now.conversation.erased?.map(({ path }) => path) ?? []).not.toContain("/members/{}");
    expect(now.dialog.erased).toBeUndefined();
  });

  test("a failed erasure changes nothing", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    const number = await openCase(ann);
    const { planHash } = await planErasure(number, caller);
    await approveErasure(number, { planHash, caller });
    const before = await placesOf(tracesOf(ann));
    const database = await db();
    const { transaction } = database;
    vi.spyOn(database, "transaction").mockImplementation((statements) =>
      transaction(
        statements.some((one) => one.sql.includes("INSERT INTO suppression"))
          ? [...statements, sql`INSERT INTO nowhere VALUES (1)`]
          : statements,
      ),
    );
    await expect((await runErasure(number, { planHash, confirm: number, caller })).finished).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await placesOf(tracesOf(ann))).toEqual(before);
    expect((await requireRequest(number)).state).toBe("failed");
  });

  test("what verification finds fails the case, and once it is gone the receipt counts all that was erased", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    const number = await openCase(ann);
    const { planHash, plan } = await planErasure(number, caller);
    await approveErasure(number, { planHash, caller });
    const left = path.join(dataFolder, "left.log");
    writeFileSync(left, `somebody wrote ${ann.secret}`);
    const run = async () => (await runErasure(number, { planHash, confirm: number, caller })).finished;

    await expect(run()).rejects.toThrow(/^Bytes of what was erased were found in files \(left\.log: \d+\)/);
    expect((await requireRequest(number)).state).toBe("failed");
    rmSync(left);
    await run();

    expect((await readReceipt(number)).receipt).toMatchObject({
      stores: plan.stores,
      decidedPlaces: { waiting: plan.unattributed.length },
    });
  });

  test("a plan is approved by another person than who made it, whatever both are called", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    const number = await openCase(ann);
    const roles = ["privacy-reviewer", "approver"] as const;
    const [rae, other] = [
      { kind: "account", id: "a-1", name: "Rae", roles } as const,
      { kind: "account", id: "a-2", name: "Rae", roles } as const,
    ];
    const { planHash } = await planErasure(number, rae);
    await expect(approveErasure(number, { planHash, caller: { ...rae, name: "Renamed" } })).rejects.toMatchObject({
      code: "second_person_needed",
    });
    await expect(approveErasure(number, { planHash, caller: { ...other, roles: ["privacy-reviewer"] } })).rejects.toMatchObject({
      code: "second_person_needed",
    });
    expect(await approveErasure(number, { planHash, caller: other })).toMatchObject({ step: "approved", isSelfApproved: false });
  });

  test("a plan that would do something else by now does not run, and there is a new one", { timeout: 60_000 }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    const { alone } = await seedTwo(ann, bo);
    const number = await openCase(ann);
    const { planHash } = await planErasure(number, caller);
    await expect(runErasure(number, { planHash, confirm: number, caller })).rejects.toMatchObject({ code: "case_state_conflict" });
    await approveErasure(number, { planHash, caller });
    await expect(runErasure(number, { planHash, confirm: "DS-2026-9999", caller })).rejects.toMatchObject({ code: "invalid_request" });
    await alone.say(`learn ${ann.id}`, ann.id);
    const refused = await runErasure(number, { planHash, confirm: number, caller }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "plan_changed" });
    expect((await requireRequest(number)).state).toBe("plan_ready");
    expect(await placesOf([ann.email])).not.toEqual([]);
  });
});
