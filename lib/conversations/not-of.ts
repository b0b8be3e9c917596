import { encodeText, join, type Sql, sql } from "@/lib/db";

/** The condition that a row is of none of these bots. */
export function notOf(bots: ReadonlySet<string> | undefined): Sql {
  return bots === undefined || bots.size === 0 ? sql`1 = 1` : sql`bot_id NOT IN (${join([...bots].map(encodeText))})`;
}
