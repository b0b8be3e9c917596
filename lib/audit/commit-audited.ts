import { db, type Sql } from "@/lib/db";
import { type Audited, auditLogOf } from "./audit-log";
import type { AuditInput } from "./chain";

/**
 * Puts on record what somebody did, in the same transaction as the statements that do it: both are there afterwards, or neither. Answers the
 * entries as they stand in the chain, and how many rows each statement touched.
 */
export async function commitAudited(inputs: readonly AuditInput[], statements: readonly Sql[] = []): Promise<Audited> {
  return auditLogOf(await db()).append(inputs, statements);
}
