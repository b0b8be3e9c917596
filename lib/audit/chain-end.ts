import { type Db, sql } from "@/lib/db";
import { type ChainEnd, chainStart } from "./chain";

/** Where the chain ends in the database: at its last entry, or where the last purge left off. */
export async function readChainEnd(db: Db): Promise<ChainEnd> {
  const [entry] = await db.query<ChainEnd>(sql`SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1`);
  if (entry !== undefined) return entry;
  const [checkpoint] = await db.query<ChainEnd>(
    sql`SELECT last_seq AS seq, last_hash AS hash FROM audit_checkpoint ORDER BY last_seq DESC LIMIT 1`,
  );
  return checkpoint ?? chainStart;
}
