import { db, type Sql } from "@/lib/db";
import type { AuditAction, AuditPurpose, Caller } from "@/lib/model";

export type AuditInput = {
  caller: Caller;
  action: AuditAction;
  subjects?: string[];
  caseNumber?: string;
  place?: string;
  purpose?: AuditPurpose;
  counts?: Record<string, number>;
  outcome?: "done" | "refused" | "failed";
};

/** Stands in for the one of lib/audit until that is there: writes what is to be done, and no record of it yet. */
export async function commitAudited(_entries: AuditInput[], statements: Sql[] = []): Promise<void> {
  await (await db()).transaction(statements);
}
