import { readAuditHead } from "@/lib/audit";
import { db, sql } from "@/lib/db";
import { env, signText } from "@/lib/env";
import { erasureLimits, isPartKept, type JsonObject, receiptText, type SignedReceipt } from "@/lib/model";
import { requireRequest } from "../../requests/case-row";
import { requireErasure } from "../erasure-row";
import { isReported, readReport } from "../report";
import { countPlaces } from "../review/decisions";
import { getReceipt } from "./read-receipt";

const undoneWords = {
  compaction:
    "The database file was not written anew, since it is large: what was deleted in it is overwritten, and it keeps its size until somebody compacts it",
  statistics:
    "PostgreSQL's statistics of columns (pg_statistic), which its account here may not write anew; the next ANALYZE replaces them",
  "text-index": "Pieces of three letters, without their order, in the index of parts of values, until it is merged",
} as const;

const heldWords =
  "What legal holds are on (Art. 17(3)(e) GDPR), as listed under keptUnderHolds, and who the person is: kept and restricted until the holds are released";

/**
 * What proves an erasure to whoever asks later: counts, method and what was not erased; no names and no values. Where it follows on another of
 * the same case, the receipt of that is in it, with those before in turn.
 */
export async function makeReceipt(number: string): Promise<SignedReceipt> {
  const before = await getReceipt(number);
  const receipt = await describeErasure(number);
  // Signed anew of the same run it takes the place of the one before.
  const isSameRun = before?.receipt.doneAt === receipt.doneAt;
  receipt.earlier =
    before && !isSameRun ? [{ receipt: before.receipt, signature: { ...before.signature } }] : (before?.receipt.earlier ?? []);
  return { receipt, signature: signText(receiptText(receipt)) };
}

/** Signs it once more after something was decided that it counts. Before there is one, and in a run, the next that is made counts it. */
export async function reissueReceipt(number: string): Promise<void> {
  if (!(await getReceipt(number)) || !(await isReported(number))) return;
  const receipt = await makeReceipt(number);
  await (await db()).execute(sql`UPDATE erasure SET receipt = ${JSON.stringify(receipt)} WHERE number = ${number}`);
}

async function describeErasure(number: string): Promise<JsonObject> {
  const [request, erasure, report] = await Promise.all([requireRequest(number), requireErasure(number), readReport(number)]);
  const { waiting, erase, erased, kept } = await countPlaces(number);
  const { cleaned, verified } = report;
  if (!cleaned || !verified) throw new Error("A receipt is made only of what was cleaned and verified.");
  return {
    format: "turnscope-erasure-receipt",
    version: 1,
    caseNumber: number,
    requestType: request.type,
    receivedOn: request.receivedOn,
    plannedAt: erasure.plannedAt,
    approvedAt: erasure.approvedAt,
    isSelfApproved: erasure.isSelfApproved,
    startedAt: erasure.startedAt,
    doneAt: verified.at,
    subjectRefs: report.accounts,
    identitiesSearched: report.accounts.length,
    planHash: erasure.planHash,
    stores: report.stores,
    tombstones: report.tombstones,
    decidedPlaces: { erased, keptAsOthers: kept, toBeErased: erase, waiting },
    verification: {
      at: verified.at,
      method: [
        "second plan: nothing left to erase",
        "every column of every table",
        "every byte of the data folder",
        "compacted copy",
        ...cleaned.steps,
      ],
      needles: report.needles,
      valuesTooCommonToSearch: report.tooCommon,
      columns: verified.columns,
      files: verified.files,
      forms: verified.forms,
      formsInOthersTexts: verified.ambiguous,
      hits: 0,
    },
    horizons: await horizons(verified.at),
    keptUnderHolds: { ...erasure.plan.kept, holds: erasure.plan.holds.map(({ owner: _, ...hold }) => hold) },
    notErased: [
      ...(isPartKept(erasure.plan) ? [{ code: "hold", what: heldWords }] : []),
      ...erasure.plan.limits.map((code) => ({ code, what: erasureLimits[code] })),
      ...cleaned.undone.map((code) => ({ code, what: undoneWords[code] })),
    ],
    auditHead: await readAuditHead(),
  };
}

/** Until when older copies may hold it: what backups and PostgreSQL's log are kept for. */
async function horizons(at: string): Promise<JsonObject> {
  const end = new Date(Date.parse(at) + env().backupDays * 86_400_000).toISOString().slice(0, 10);
  return { backups: end, wal: (await db()).provider === "postgresql" ? end : null };
}
