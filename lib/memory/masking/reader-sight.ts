import { listProductionBots } from "@/lib/conversations";
import { db, decodeText, sql } from "@/lib/db";
import { fullSight, type Party, type ReaderSight } from "@/lib/model";

type SeenRow = { person_id: string; channel_id: string | null; user_id: string | null };

/** What may be seen now: everything of test bots, and of production bots what belongs to people who are unmasked. */
export async function readerSight(now = new Date()): Promise<ReaderSight> {
  const production = await listProductionBots();
  if (production.size === 0) return fullSight;
  const rows = await (await db()).query<SeenRow>(sql`SELECT unmasking.person_id, identity.channel_id, identity.user_id
    FROM unmasking LEFT JOIN identity ON identity.person_id = unmasking.person_id WHERE unmasking.until > ${now.toISOString()}`);
  const people = new Set(rows.map((row) => row.person_id));
  const accounts = new Set(rows.flatMap(toAccount));
  return {
    isUnlimited: false,
    sees: (botId, personId) => !production.has(botId) || (personId !== null && people.has(personId)),
    seesParty: (party) => !production.has(party.botId) || accounts.has(accountOf(party)),
  };
}

function toAccount({ channel_id, user_id }: SeenRow): string[] {
  return channel_id === null || user_id === null ? [] : [accountOf({ channelId: decodeText(channel_id), userId: decodeText(user_id) })];
}

/** Null stands for nobody, who is never unmasked. */
function accountOf({ channelId, userId }: Omit<Party, "botId">): string {
  return channelId === null || userId === null ? "nobody" : JSON.stringify([channelId, userId]);
}
