import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";

// Whose data something holds, as far as bots go; no bot where it is not there.

export const botsOfConversation = (id: string) => selectBots(sql`SELECT bot_id FROM conversation WHERE id = ${encodeText(id)}`);

export const botsOfSnapshot = (id: string) => selectBots(sql`SELECT bot_id FROM snapshot WHERE id = ${encodeText(id)}`);

/** The bots that know the person at an address under any account; a person whom none has met belongs to no bot. */
export const botsOfPerson = (id: string) =>
  selectBots(sql`SELECT DISTINCT acquaintance.bot_id FROM identity JOIN acquaintance ON acquaintance.identity_id = identity.id
    WHERE identity.person_id = COALESCE((SELECT person_id FROM identity WHERE id = ${encodeText(id)}), ${encodeText(id)})`);

export const botsOfIdentity = (id: string) => selectBots(sql`SELECT bot_id FROM acquaintance WHERE identity_id = ${encodeText(id)}`);

export const botsOfUnmasking = (id: string) =>
  selectBots(sql`SELECT DISTINCT acquaintance.bot_id FROM unmasking JOIN identity ON identity.person_id = unmasking.person_id
    JOIN acquaintance ON acquaintance.identity_id = identity.id WHERE unmasking.id = ${encodeText(id)}`);

async function selectBots(query: Sql): Promise<string[]> {
  const rows = await (await db()).query<{ bot_id: string }>(query);
  return rows.map(({ bot_id }) => decodeText(bot_id));
}
