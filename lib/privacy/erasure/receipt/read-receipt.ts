import { db, sql } from "@/lib/db";
import { HarnessError, type SignedReceipt, signedReceipt } from "@/lib/model";

/** The receipt of a case; throws `erasure_not_found` before there is one. */
export async function readReceipt(number: string): Promise<SignedReceipt> {
  const [row] = await (await db()).query<{ receipt: string | null }>(sql`SELECT receipt FROM erasure WHERE number = ${number}`);
  if (!row?.receipt)
    throw new HarnessError("erasure_not_found", "There is no receipt for this case: nothing was erased and verified in it yet.");
  return signedReceipt.parse(JSON.parse(row.receipt)) as SignedReceipt;
}
