import { db, decodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { HarnessError } from "@/lib/model";

export type PersonAccount = { identityId: string; channelId: string; userId: string };

/** All accounts of a person, on all channels. Throws `person_not_found`. */
export async function personAccounts(personId: string): Promise<PersonAccount[]> {
  const rows = await (await db()).query<{ id: string; channel_id: string; user_id: string }>(
    sql`SELECT id, channel_id, user_id FROM identity WHERE person_id = ${personId} ORDER BY seq`,
  );
  if (rows.length === 0) {
    throw new HarnessError("person_not_found", "There is nobody at this address. Identities that were linked stand on one page.");
  }
  return rows.map((row) => ({ identityId: row.id, channelId: decodeText(row.channel_id), userId: decodeText(row.user_id) }));
}

/** How a person stands in the audit log. */
export async function personSubjects(personId: string): Promise<string[]> {
  return (await personAccounts(personId)).map(subjectRef);
}
