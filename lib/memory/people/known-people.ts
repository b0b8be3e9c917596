import { encodeText, join, type Sql, sql } from "@/lib/db";
import type { Sight } from "@/lib/model";

/** The condition that a bot is one that the reader may know of. */
export function isKnownBot(column: Sql, { unknownBots }: Pick<Sight, "unknownBots">): Sql {
  return unknownBots.size === 0 ? sql`1 = 1` : sql`${column} NOT IN (${join([...unknownBots].map(encodeText))})`;
}

/** The condition that a row of `person` is somebody whom a bot that the reader may know of has met, or whom none has. */
export function isKnownPerson(sight: Pick<Sight, "unknownBots">): Sql {
  if (sight.unknownBots.size === 0) return sql`1 = 1`;
  return sql`(EXISTS (SELECT 1 FROM identity own JOIN acquaintance ON acquaintance.identity_id = own.id
      WHERE own.person_id = person.id AND ${isKnownBot(sql`acquaintance.bot_id`, sight)})
    OR NOT EXISTS (SELECT 1 FROM identity own JOIN acquaintance ON acquaintance.identity_id = own.id WHERE own.person_id = person.id))`;
}
