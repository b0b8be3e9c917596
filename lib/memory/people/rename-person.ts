import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import type { PersonIdentity } from "@/lib/model";

/** Longer names are cut where they are sorted by, as lib/facts does. */
const maxNameKey = 200;

export function nameKeyOf(name: string): string {
  return encodeText(foldText(name).slice(0, maxNameKey));
}

/** Gives a person the name and time of those of its identities that was seen last; leaves it as it is where none was. */
export async function renamePerson(personId: string, identities: readonly PersonIdentity[]): Promise<Sql[]> {
  const ids = identities.map(({ identityId }) => identityId);
  if (ids.length === 0) return [];
  const [newest] = await (await db()).query<{
    identity_id: string;
    last_seen_at: string;
  }>(sql`SELECT identity_id, last_seen_at FROM acquaintance
    WHERE identity_id IN (${join(ids)}) ORDER BY last_seen_at DESC, identity_id LIMIT 1`);
  const name = identities.find(({ identityId }) => identityId === newest?.identity_id)?.name;
  if (!newest || name === undefined) return [];
  return [
    sql`UPDATE person SET name = ${encodeText(name)}, name_key = ${nameKeyOf(name)}, last_seen_at = ${newest.last_seen_at} WHERE id = ${personId}`,
  ];
}
