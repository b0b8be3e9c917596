import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";

/** Those of some texts that are the id of an account, whosever and on whatever channel. */
export async function listUserIds(texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(texts)) {
    const hashes = chunk.map((text) => sql`CAST(${textHash(foldText(text))} AS BIGINT)`);
    const rows = await (await db()).query<{ user_id: string }>(
      sql`SELECT DISTINCT user_id FROM identity WHERE user_hash IN (${join(hashes)}) AND user_id IN (${join(chunk.map(encodeText))})`,
    );
    found.push(...rows.map(({ user_id }) => decodeText(user_id)));
  }
  return found;
}
