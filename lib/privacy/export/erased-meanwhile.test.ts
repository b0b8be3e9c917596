import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { localCaller as caller, defaultChannelId as channelId, fullSight } from "@/lib/model";
import { gates } from "@/lib/state";
import { approveErasure } from "../erasure/approve-erasure";
import { continueErasures } from "../erasure/continue-erasures";
import { planErasure } from "../erasure/plan-erasure";
import { runErasure } from "../erasure/run-erasure";
import { requireRequest } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { exportsFolder } from "./export-files";
import { listExports } from "./list-exports";
import { makeExport } from "./make-export";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-export-race-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** Somebody with a case of access, and an erasure that only has to be run. */
async function twoCases() {
  const { userId, say } = await openConversation();
  await say("hello");
  const personId = identityIdOf({ channelId, userId });
  const { number: access } = await openRequest({ type: "access", personId }, caller);
  await identifyByStaff(await requireRequest(access), "Known by voice", caller);
  const { number } = await openRequest({ type: "erasure", personId }, caller);
  await moveRequest(number, "verified", { caller });
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  const erase = async () => (await runErasure(number, { planHash, confirm: number, caller })).finished;
  return { access, erase, exported: () => makeExport(access, { release: [] }, { caller, sight: fullSight }) };
}

/** Does something once all has been read for an export and its file is written, before its row is. */
async function beforeItsRow(work: () => Promise<unknown>): Promise<void> {
  const database = await db();
  const { transaction } = database;
  vi.spyOn(database, "transaction").mockImplementation(async (statements) => {
    if (statements.some((one) => one.sql.includes("INSERT INTO privacy_export"))) await work();
    return transaction(statements);
  });
}

/** Resolves when an erasure waits for the exports of its person. */
function waitsForExports(): Promise<void> {
  const all = gates();
  const acquire = all.acquire.bind(all);
  return new Promise((resolve) => {
    let asked = 0;
    vi.spyOn(all, "acquire").mockImplementation((name, mode) => {
      if (name.startsWith("export ") && ++asked > 1) resolve();
      return acquire(name, mode);
    });
  });
}

const files = (): string[] => readdirSync(exportsFolder()).sort();

onEachDatabase(() => {
  test("an export that is being made while the person is erased does not outlive them", async () => {
    const { access, erase, exported } = await twoCases();
    let erased: Promise<void> = Promise.resolve();
    const waits = waitsForExports();
    await beforeItsRow(() => {
      erased = erase();
      return Promise.race([erased, waits]);
    });
    await exported();
    await erased;
    expect(await listExports(access)).toMatchObject([{ url: null }]);
    expect(files()).toEqual([]);
  });

  test("nor one that another process makes of somebody who is nobody any more when it is written", async () => {
    const { access, exported } = await twoCases();
    await beforeItsRow(async () => (await db()).execute(sql`UPDATE privacy_request SET person_id = NULL WHERE number = ${access}`));
    await expect(exported()).rejects.toMatchObject({ code: "case_state_conflict" });
    expect(await listExports(access)).toEqual([]);
    expect(files()).toEqual([]);
    const entries = await (await db()).query(sql`SELECT seq FROM audit_entry WHERE case_number = ${access} AND action = 'case.exported'`);
    expect(entries).toEqual([]);
  });

  test("none is begun while the person is being erased, and none afterwards", async () => {
    const { erase, exported } = await twoCases();
    const running = erase();
    let refused = "";
    while (refused === "") refused = await codeOf(exported);
    expect(refused).toBe("person_being_erased");
    await running;
    await expect(exported()).rejects.toMatchObject({ code: "case_state_conflict" });
    expect(files()).toEqual([]);
  });

  test("what a crash left in the folder goes at the next start, and the file of a living case stays", async () => {
    const { exported } = await twoCases();
    const { access: lost, exported: madeOfLost } = await twoCases();
    const [kept, orphaned] = [await exported(), await madeOfLost()];
    await (await db()).execute(sql`UPDATE privacy_request SET person_id = NULL WHERE number = ${lost}`);
    writeFileSync(path.join(exportsFolder(), "0123456789abcdef.zip"), "of somebody");
    expect(files()).toContain(`${orphaned.id}.zip`);
    await continueErasures((error) => expect.unreachable(String(error)));
    expect(files()).toEqual([`${kept.id}.zip`]);
    expect(await listExports(lost)).toMatchObject([{ url: null }]);
    rmSync(exportsFolder(), { recursive: true });
  });
});

/** Empty when it was done: an export made before the erasure began is one of those that it removes. */
async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
