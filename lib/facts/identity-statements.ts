import { encodeText, type Sql, sql } from "@/lib/db";
import { type ChannelPerson, foldText, identityIdOf, textHash } from "./fact-ids";

export type SeenPerson = ChannelPerson & { name: string };

/** Makes sure that an identity and its person are there: until somebody links it, an identity is a person of its own. */
export function insertIdentity(person: SeenPerson, at: string): Sql[] {
  const id = identityIdOf(person);
  const { name, folded, nameHash, nameKey } = toNames(person);
  const [channelId, userId] = [encodeText(person.channelId), encodeText(person.userId)];
  // Not by ON CONFLICT alone: that would use up a number of the sequence each time.
  return [
    sql`INSERT INTO person (id, name, name_key, first_seen_at, last_seen_at, facts, bytes)
      SELECT ${id}, ${name}, ${nameKey}, ${at}, ${at}, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM identity WHERE id = ${id})
      ON CONFLICT (id) DO NOTHING`,
    sql`INSERT INTO identity (id, person_id, channel_id, user_id, name, folded, name_hash, user_hash)
      SELECT ${id}, ${id}, ${channelId}, ${userId}, ${name}, ${folded}, CAST(${nameHash} AS BIGINT), CAST(${textHash(foldText(person.userId))} AS BIGINT)
      WHERE NOT EXISTS (SELECT 1 FROM identity WHERE id = ${id})
      ON CONFLICT (id) DO NOTHING`,
  ];
}

/** A person was there: known from now on by the name they have now, as somebody whom this bot knows. */
export function noteSeen(person: SeenPerson, { botId, at }: { botId: string; at: string }): Sql[] {
  const id = identityIdOf(person);
  const { name, folded, nameHash, nameKey } = toNames(person);
  const bot = encodeText(botId);
  return [
    ...insertIdentity(person, at),
    sql`UPDATE identity SET name = ${name}, folded = ${folded}, name_hash = CAST(${nameHash} AS BIGINT) WHERE id = ${id} AND name <> ${name}`,
    sql`UPDATE person SET name = ${name}, name_key = ${nameKey}, last_seen_at = ${at}
      WHERE id = (SELECT person_id FROM identity WHERE id = ${id}) AND last_seen_at <= ${at}`,
    sql`INSERT INTO acquaintance (identity_id, bot_id, last_seen_at) VALUES (${id}, ${bot}, ${at})
      ON CONFLICT (identity_id, bot_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
  ];
}

/** Longer names are cut where they are sorted by: PostgreSQL indexes no more than 2.7 KB. */
const maxNameKey = 200;

function toNames({ name, userId }: SeenPerson) {
  const shown = name === "" ? userId : name;
  const key = foldText(shown);
  return {
    name: encodeText(shown),
    nameKey: encodeText(key.slice(0, maxNameKey)),
    nameHash: textHash(key),
    folded: encodeText(`${key}\n${foldText(userId)}`),
  };
}
