import { db, sql } from "@/lib/db";
import { HarnessError, type SignedReceipt, signedReceipt } from "@/lib/model";

/** The receipt of a case; throws `erasure_not_found` before there is one. */
export async function readReceipt(number: string): Promise<SignedReceipt> {
  const receipt = await getReceipt(number);
  if (receipt) return receipt;
  throw new HarnessError("erasure_not_found", "There is no receipt for this case: nothing was erased and verified in it yet.");
}

/** Null before there is one. */
export async function getReceipt(number: string): Promise<SignedReceipt | null> {
  const [row] = await (await db()).query<{ receipt: string | null }>(sql`SELECT receipt FROM erasure WHERE number = ${number}`);
  return row?.receipt ? (signedReceipt.parse(JSON.parse(row.receipt)) as SignedReceipt) : null;
}
