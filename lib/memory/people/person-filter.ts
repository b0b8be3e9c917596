import { encodeText, join, type Sql, sql } from "@/lib/db";
import type { PeopleRequest } from "@/lib/model";

export type PersonFilter = Pick<PeopleRequest, "botId" | "channelId" | "seenSince">;

/** The condition that a row of `person` is among those that are asked for. */
export function matchesFilter({ botId, channelId, seenSince }: PersonFilter): Sql {
  const conditions = [
    sql`1 = 1`,
    ...(botId === undefined ? [] : [isKnownTo(botId)]),
    ...(channelId === undefined ? [] : [isOnChannel(channelId)]),
    ...(seenSince === undefined ? [] : [sql`person.last_seen_at >= ${seenSince}`]),
  ];
  return join(conditions, " AND ");
}

export function isFiltered({ botId, channelId, seenSince }: PersonFilter): boolean {
  return botId !== undefined || channelId !== undefined || seenSince !== undefined;
}

function isKnownTo(botId: string): Sql {
  return sql`EXISTS (SELECT 1 FROM identity own JOIN acquaintance ON acquaintance.identity_id = own.id
    WHERE own.person_id = person.id AND acquaintance.bot_id = ${encodeText(botId)})`;
}

function isOnChannel(channelId: string): Sql {
  return sql`EXISTS (SELECT 1 FROM identity own WHERE own.person_id = person.id AND own.channel_id = ${encodeText(channelId)})`;
}
