import { db, listOf, type Sql, sql } from "@/lib/db";
import { systemCaller } from "@/lib/model";
import { restrictStatements } from "@/lib/standing";
import type { Task } from "./task";

/** Of whom a part is kept under a hold, that is used for nothing else (Art. 18). */
export async function restrictHeld({ reach, number, at }: Task): Promise<Sql[]> {
  if (reach.held.identityIds.length === 0) return [];
  const rows = await (await db()).query<{ id: string }>(sql`SELECT id FROM identity WHERE id IN (${listOf(reach.held.identityIds)})
    AND NOT EXISTS (SELECT 1 FROM restriction WHERE restriction.identity_id = identity.id AND kind = 'restriction' AND lifted_at IS NULL)`);
  const reason = "The rest was erased; this is kept for a legal hold (GDPR Art. 17(3)(e))";
  const identityIds = rows.map(({ id }) => id);
  return restrictStatements({ identityIds, kind: "restriction", reason, caseNumber: number, by: systemCaller.name }, at);
}
