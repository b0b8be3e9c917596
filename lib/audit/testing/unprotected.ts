import { type Db, type Sql, sql } from "@/lib/db";
import { withoutTriggers } from "@/lib/db/testing";

const tables = ["audit_entry", "audit_subject", "audit_head", "audit_checkpoint"];

/** Does to the log what it refuses to everybody who has not switched its protection off. */
export function unprotected(db: Db, statements: readonly Sql[]): Promise<void> {
  return withoutTriggers(db, tables, statements);
}

/** A log without entries, as after a migration, and a server that knows of none. */
export async function emptyLog(db: Db): Promise<void> {
  await unprotected(db, [
    sql`DELETE FROM audit_subject`,
    sql`DELETE FROM audit_head`,
    sql`DELETE FROM audit_checkpoint`,
    sql`DELETE FROM audit_entry`,
  ]);
  forgetLogs();
}

/** As a server that was started anew. */
export function forgetLogs(): void {
  Reflect.deleteProperty(globalThis, Symbol.for("turnscope.audit-logs"));
}
