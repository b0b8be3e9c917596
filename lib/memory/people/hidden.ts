import { db, decodeText, sql } from "@/lib/db";
import type { PersonIdentity, Sight } from "@/lib/model";

/** The bots whose values a reader may not see, people that were unmasked aside. */
export async function hiddenBots(sight: Sight): Promise<string[]> {
  const rows = await (await db()).query<{ bot_id: string }>(sql`SELECT bot_id FROM bot_setting WHERE is_production = ${true}`);
  return rows.map((row) => decodeText(row.bot_id)).filter((botId) => !sight.sees(botId, null));
}

/** Who somebody is was told to every bot that knows them: one that may not be looked into hides it. */
export function isHidden(personId: string, identities: readonly PersonIdentity[], sight: Sight): boolean {
  return identities.some(({ bots }) => bots.some((botId) => !sight.sees(botId, personId)));
}
