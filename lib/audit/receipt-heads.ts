import * as z from "zod";
import { type Db, db, sql } from "@/lib/db";
import { publicSigningKey, signatureCheck } from "@/lib/env";
import { isSigned, receiptText, type SignedReceipt, signedReceipt } from "@/lib/model";

/** An entry of which something signed says that it was the last of the log then. */
export type SignedPoint = { seq: number; hash: string; at: string };

const withHead = z.object({ doneAt: z.string(), auditHead: z.object({ seq: z.number(), hash: z.string() }) });

/** Where the log ends now, for what is about to be signed; null while there is no entry. */
export async function readAuditHead(): Promise<Pick<SignedPoint, "seq" | "hash"> | null> {
  const [head] = await (await db()).query<{ seq: number; hash: string }>(sql`SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1`);
  return head ?? null;
}

/** Where the log ended when receipts of erasures and of sweeps were signed. Those of another key, and those without an entry, say nothing. */
export async function listReceiptHeads(database: Db): Promise<SignedPoint[]> {
  const rows = await database.query<{ receipt: string }>(sql`SELECT receipt FROM erasure WHERE receipt IS NOT NULL
    UNION ALL SELECT receipt FROM retention_sweep WHERE receipt IS NOT NULL`);
  const points: SignedPoint[] = [];
  for (const row of rows) {
    const { receipt, signature } = signedReceipt.parse(JSON.parse(row.receipt)) as SignedReceipt;
    const { data } = withHead.safeParse(receipt);
    if (!data || signature.publicKey !== publicSigningKey().publicKey) continue;
    if (await isSigned(receiptText(receipt), signature, signatureCheck)) points.push({ ...data.auditHead, at: data.doneAt });
  }
  return points;
}

/** How many cases there are, each of which was put on record when it was opened. */
export async function countCases(database: Db): Promise<number> {
  const [row] = await database.query<{ cases: number }>(sql`SELECT count(*) AS cases FROM privacy_request`);
  return row?.cases ?? 0;
}
