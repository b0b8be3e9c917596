import { db, sql } from "@/lib/db";
import { sealText } from "@/lib/env";
import { systemCaller } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";
import { requireErasure } from "../erasure-row";
import { noteInLedger } from "../ledger/ledger";
import { isPartial } from "../reach/reach";
import { makeReceipt } from "../receipt/make-receipt";
import { type Report, readReport } from "../report";
import { lookThrough } from "../verify/look-through";
import { scanBytes } from "../verify/scan-bytes";
import { verifyErased, verifyOwnErased } from "../verify/verify-erased";
import { completeFulfilled } from "./complete-fulfilled";
import { failErasure } from "./fail-erasure";
import { tellFinished } from "./forget-in-process";
import { removeExports } from "./remove-exports";
import { openSought, type Sought, sealPurpose } from "./sealed";
import { touchedTables } from "./touched-tables";

/** What follows on the erasure itself. Each step can be done again after a crash, and none is skipped: no success before the receipt. */
export async function finishErasure(number: string): Promise<void> {
  const sought = await openSought(number);
  try {
    await noteInLedger(number, { ...sought, since: (await requireErasure(number)).startedAt });
    await step(number, "erased", "checked", () => check(number, sought));
    await step(number, "checked", "searched", () => search(number));
    await step(number, "searched", "cleaned", () => clean(number));
    await step(number, "cleaned", "verified", () => verify(number));
  } catch (error) {
    await failErasure(number, error, { keepsSealed: true });
    throw error;
  }
  await completeFulfilled(number, (await readReport(number)).accounts);
  await conclude(number);
}

async function step(number: string, from: string, to: string, work: () => Promise<Partial<Report>>): Promise<void> {
  const [row] = await (await db()).query<{ step: string }>(sql`SELECT step FROM erasure WHERE number = ${number}`);
  if (row?.step !== from) return;
  const done = await work();
  const report = { ...(await readReport(number)), ...done };
  await (await db()).execute(sql`UPDATE erasure SET step = ${to}, report = ${JSON.stringify(report)} WHERE number = ${number}`);
}

async function check(number: string, sought: Sought): Promise<Partial<Report>> {
  await removeExports(number);
  await verifyOwnErased(number, sought);
  return {};
}

/** Bots' own words are no more looked for from here on: they stay with others. */
async function search(number: string): Promise<Partial<Report>> {
  const asked = await openSought(number);
  const { columns, sought } = await lookThrough(number, asked);
  const sealed = sealText(JSON.stringify({ ...asked, ...sought }), sealPurpose);
  await (await db()).execute(sql`UPDATE erasure SET sealed = ${sealed} WHERE number = ${number}`);
  return { columns, needles: sought.needles.sought.length, tooCommon: sought.needles.tooCommon };
}

/** What bytes are left of is overwritten once nothing more is written. */
async function clean(number: string): Promise<Partial<Report>> {
  const { stores } = await readReport(number);
  return { cleaned: await (await db()).upkeep.clean(touchedTables(stores.map(({ store }) => store))) };
}

/** Nothing has come back meanwhile, and no byte is left. */
async function verify(number: string): Promise<Partial<Report>> {
  const sought = await openSought(number);
  await verifyErased(number, sought);
  const columns = (await readReport(number)).columns ?? (await lookThrough(number, sought)).columns;
  return { verified: { at: new Date().toISOString(), columns, ...(await scanBytes(sought)) } };
}

/** The receipt, the end of what was sealed, and the state of the case are one transaction; then the log that may still hold it is emptied. */
async function conclude(number: string): Promise<void> {
  const { reach, needles } = await openSought(number);
  const held = isPartial(reach) ? sealText(JSON.stringify(needles), sealPurpose) : null;
  const receipt = await makeReceipt(number);
  const done = sql`UPDATE erasure SET step = 'done', sealed = NULL, held_needles = ${held}, receipt = ${JSON.stringify(receipt)}, finished_at = ${new Date().toISOString()}
    WHERE number = ${number}`;
  await moveRequest(number, "erased_local", { caller: systemCaller, statements: [done] });
  await tellFinished();
  await (await db()).upkeep.truncateLog();
}
