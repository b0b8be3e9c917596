import { db, type Sql } from "@/lib/db";
import type { AuditAction } from "@/lib/model";
import { type Audited, auditLogOf } from "./audit-log";
import type { AuditInput } from "./chain";
import { signAuditHead } from "./sign-head";

/** After these the log is signed at once: what a closed case rests on must not be cut off. */
const sealing: ReadonlySet<AuditAction> = new Set<AuditAction>(["case.erased", "case.closed", "retention.swept"]);

/**
 * Puts on record what somebody did, in the same transaction as the statements that do it: both are there afterwards, or neither. Answers the
 * entries as they stand in the chain, and how many rows each statement touched.
 */
export async function commitAudited(inputs: readonly AuditInput[], statements: readonly Sql[] = []): Promise<Audited> {
  const audited = await auditLogOf(await db()).append(inputs, statements);
  if (inputs.some(({ action }) => sealing.has(action))) await signNow();
  return audited;
}

/** What was committed stays done when the signature fails, which the next hour makes good and the page shows as unsigned until then. */
async function signNow(): Promise<void> {
  try {
    await signAuditHead();
  } catch (error) {
    console.error(`audit: the log could not be signed (${error instanceof Error ? error.name : "not an Error"})`);
  }
}
