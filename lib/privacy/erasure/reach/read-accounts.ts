import { db, decodeText, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";

export type PersonAccount = { identityId: string; channelId: string; userId: string; name: string };

/** All accounts of a person, on all channels. Throws `person_not_found`. */
export async function readAccounts(personId: string): Promise<PersonAccount[]> {
  const rows = await (await db()).query<{ id: string; channel_id: string; user_id: string; name: string }>(
    sql`SELECT id, channel_id, user_id, name FROM identity WHERE person_id = ${personId} ORDER BY seq`,
  );
  if (rows.length === 0)
    throw new HarnessError("person_not_found", "There is nobody at this address. Identities that were linked stand on one page.");
  return rows.map((row) => ({
    identityId: row.id,
    channelId: decodeText(row.channel_id),
    userId: decodeText(row.user_id),
    name: decodeText(row.name),
  }));
}
