import { db, decodeText, join, sql } from "@/lib/db";
import type { PersonIdentity } from "@/lib/model";

type IdentityRow = { id: string; person_id: string; channel_id: string; user_id: string; name: string; bot_id: string | null };

/** The identities of people, each with the bots that know it, by person. */
export async function readIdentities(personIds: readonly string[]): Promise<Map<string, PersonIdentity[]>> {
  const rows = await (await db()).query<IdentityRow>(sql`SELECT identity.id, identity.person_id, identity.channel_id, identity.user_id,
      identity.name, acquaintance.bot_id
    FROM identity LEFT JOIN acquaintance ON acquaintance.identity_id = identity.id
    WHERE identity.person_id IN (${join([...personIds])}) ORDER BY identity.seq, acquaintance.bot_id`);
  const byPerson = new Map<string, Map<string, PersonIdentity>>();
  for (const row of rows) {
    const own = byPerson.get(row.person_id) ?? new Map<string, PersonIdentity>();
    byPerson.set(row.person_id, own);
    const identity = own.get(row.id) ?? toIdentity(row);
    own.set(row.id, identity);
    if (row.bot_id !== null) identity.bots.push(decodeText(row.bot_id));
  }
  return new Map([...byPerson].map(([personId, own]) => [personId, [...own.values()]]));
}

function toIdentity({ id, channel_id, user_id, name }: IdentityRow): PersonIdentity {
  return { identityId: id, channelId: decodeText(channel_id), userId: decodeText(user_id), name: decodeText(name), bots: [] };
}
