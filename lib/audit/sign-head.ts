import { type Db, db, sql } from "@/lib/db";
import { env, signText } from "@/lib/env";
import { type AuditHead, auditHeadText } from "@/lib/model";
import type { ChainEnd } from "./chain";
import { readChainEnd } from "./chain-end";
import { appendHead } from "./head-file";
import { oneAfterAnother } from "./one-after-another";

type SignOptions = { /** Where the file of heads is: the data folder. */ folder?: string };

/**
 * Signs where the chain ends now, in the database and in a file outside of it: whoever cuts entries off its end later cannot make the
 * signature over them. Answers the one there is when nothing was added since; null while there is nothing to sign.
 */
export async function signAuditHead({ folder = env().dataFolder }: SignOptions = {}): Promise<AuditHead | null> {
  const database = await db();
  return oneAfterAnother(database, async () => {
    const end = await readChainEnd(database);
    if (end.seq === 0) return null;
    return (await readLastHead(database, end.seq)) ?? (await signEnd(database, end, folder));
  });
}

async function signEnd(database: Db, { seq, hash }: ChainEnd, folder: string): Promise<AuditHead> {
  const stated = { seq, hash, at: new Date().toISOString() };
  const head = { ...stated, ...signText(auditHeadText(stated)) };
  // The file first: a head in the database only would look as if the file had been cut.
  appendHead(folder, head);
  await database.execute(sql`INSERT INTO audit_head (seq, hash, at, signature, public_key, key_id)
    VALUES (${seq}, ${hash}, ${head.at}, ${head.signature}, ${head.publicKey}, ${head.keyId})`);
  return head;
}

async function readLastHead(database: Db, seq: number): Promise<AuditHead | null> {
  const [head] = await listHeads(database, seq);
  return head ?? null;
}

/** The heads that the database holds, from an entry on. */
export function listHeads(database: Db, from = 0): Promise<AuditHead[]> {
  return database.query<AuditHead>(
    sql`SELECT seq, hash, at, signature, public_key AS "publicKey", key_id AS "keyId" FROM audit_head WHERE seq >= ${from} ORDER BY seq`,
  );
}
