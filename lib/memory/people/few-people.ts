import { db, encodeText, type Sql, sql } from "@/lib/db";
import type { Sight } from "@/lib/model";
import { isKnownBot } from "./known-people";
import type { PersonFilter } from "./person-filter";

/** As many people can be named one by one in a statement. */
const maxFew = 5000;

/**
 * The people who match a filter, when they are few; else null. The lists' own indexes are made for filters that many match: of a million
 * people they would be asked one by one for the three who do.
 */
export async function fewPeople({ botId, channelId, seenSince }: PersonFilter, sight: Sight): Promise<string[] | null> {
  const candidates = [
    ...(sight.unknownBots.size === 0 ? [] : [knownToOthers(sight)]),
    ...(botId === undefined ? [] : [knownTo(botId)]),
    ...(channelId === undefined ? [] : [sql`SELECT person_id AS id FROM identity WHERE channel_id = ${encodeText(channelId)}`]),
    ...(seenSince === undefined ? [] : [sql`SELECT id FROM person WHERE last_seen_at >= ${seenSince}`]),
  ];
  for (const candidate of candidates) {
    const rows = await (await db()).aside<{ id: string }>(sql`${candidate} LIMIT ${maxFew + 1}`);
    if (rows.length <= maxFew) return [...new Set(rows.map(({ id }) => id))];
  }
  return null;
}

function knownTo(botId: string): Sql {
  return sql`SELECT own.person_id AS id FROM acquaintance JOIN identity own ON own.id = acquaintance.identity_id
    WHERE acquaintance.bot_id = ${encodeText(botId)}`;
}

function knownToOthers(sight: Sight): Sql {
  return sql`SELECT own.person_id AS id FROM acquaintance JOIN identity own ON own.id = acquaintance.identity_id
    WHERE ${isKnownBot(sql`acquaintance.bot_id`, sight)}`;
}
