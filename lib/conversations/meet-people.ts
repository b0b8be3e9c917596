import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { type ChannelPerson, identityIdOf, noteSeen } from "@/lib/facts";
import type { Persona } from "@/lib/model";

/** The bot knows these people from now on, as they are called now. For the transaction that makes them members. */
export function meetPeople(
  place: { botId: string; channelId: string },
  people: readonly Pick<Persona, "id" | "name">[],
  at: string,
): Sql[] {
  const { botId, channelId } = place;
  return people.flatMap(({ id, name }) => noteSeen({ channelId, userId: id, name }, { botId, at }));
}

export async function isKnownTo(botId: string, person: ChannelPerson): Promise<boolean> {
  const rows = await (await db()).query(sql`SELECT bot_id FROM acquaintance
    WHERE identity_id = ${identityIdOf(person)} AND bot_id = ${encodeText(botId)}`);
  return rows.length > 0;
}

export async function knownName(person: ChannelPerson): Promise<string | undefined> {
  const [row] = await (await db()).query<{ name: string }>(sql`SELECT name FROM identity WHERE id = ${identityIdOf(person)}`);
  return row && decodeText(row.name);
}
