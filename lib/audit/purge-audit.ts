import { type Db, db, type Sql, sql } from "@/lib/db";
import { env, signText } from "@/lib/env";
import { auditHeadText, type Caller, systemCaller } from "@/lib/model";
import { auditLogOf } from "./audit-log";
import type { ChainEnd } from "./chain";
import { oneAfterAnother } from "./one-after-another";
import { signAuditHead } from "./sign-head";

type PurgeOptions = { now?: Date; days?: number; caller?: Caller; folder?: string };

const dayMs = 86_400_000;

/**
 * Deletes what is older than the log is kept: only from its beginning, up to the first entry that is young enough, and never without a signed
 * checkpoint that says up to where. A clock that was wrong for a while makes it delete less, not more. Answers how many entries went.
 */
export async function purgeAudit({
  now = new Date(),
  days = env().auditDays,
  caller = systemCaller,
  folder,
}: PurgeOptions = {}): Promise<number> {
  const database = await db();
  const before = new Date(now.getTime() - days * dayMs).toISOString();
  const purged = await oneAfterAnother(database, async () => {
    const last = await findLastOld(database, before);
    if (last === null) return 0;
    const entries = await countUpTo(database, last.seq);
    await auditLogOf(database).append([{ caller, action: "audit.purged", counts: { entries } }], purgeStatements(last, now));
    auditLogOf(database).forgetNames();
    return entries;
  });
  if (purged > 0) await signAuditHead({ folder });
  return purged;
}

/** The entry before the first that is young enough; null when the log begins with that one, or is empty. */
async function findLastOld(database: Db, before: string): Promise<ChainEnd | null> {
  const [young] = await database.query<{ seq: number }>(sql`SELECT seq FROM audit_entry WHERE at >= ${before} ORDER BY seq LIMIT 1`);
  const isOld = young === undefined ? sql`1 = 1` : sql`seq < ${young.seq}`;
  const [last] = await database.query<ChainEnd>(sql`SELECT seq, hash FROM audit_entry WHERE ${isOld} ORDER BY seq DESC LIMIT 1`);
  return last ?? null;
}

async function countUpTo(database: Db, seq: number): Promise<number> {
  const [row] = await database.query<{ count: number }>(sql`SELECT count(*) AS count FROM audit_entry WHERE seq <= ${seq}`);
  return row?.count ?? 0;
}

/** The checkpoint first: it is what the database asks for before it lets anything go. */
function purgeStatements({ seq, hash }: ChainEnd, now: Date): Sql[] {
  const stated = { seq, hash, at: now.toISOString() };
  const { signature, publicKey, keyId } = signText(auditHeadText(stated, "checkpoint"));
  return [
    sql`INSERT INTO audit_checkpoint (last_seq, last_hash, at, signature, public_key, key_id)
      VALUES (${seq}, ${hash}, ${stated.at}, ${signature}, ${publicKey}, ${keyId})`,
    sql`DELETE FROM audit_subject WHERE seq <= ${seq}`,
    sql`DELETE FROM audit_head WHERE seq <= ${seq}`,
    sql`DELETE FROM audit_entry WHERE seq <= ${seq}`,
    sql`DELETE FROM audit_actor WHERE NOT EXISTS (SELECT 1 FROM audit_entry WHERE audit_entry.actor = audit_actor.id)`,
  ];
}
