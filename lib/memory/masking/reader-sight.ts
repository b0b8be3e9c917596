import { listProductionBots } from "@/lib/conversations";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { accountAlias } from "@/lib/env";
import { type Caller, fullSight, may, type Party, type ReaderSight } from "@/lib/model";

type SeenRow = { person_id: string; channel_id: string | null; user_id: string | null };

/**
 * What a caller may see now: everything of test bots, and of production bots what belongs to people whom they unmasked; who has no right to
 * production does not know that such bots are there.
 */
export async function readerSight(caller: Pick<Caller, "id" | "roles" | "hasEmergency">, now = new Date()): Promise<ReaderSight> {
  const production = await listProductionBots();
  const seesCases = may(caller, "privacy.see");
  if (production.size === 0) return { ...fullSight, seesCases };
  const rows = may(caller, "production.unmask") ? await selectSeen(caller.id, now) : [];
  const people = new Set(rows.map((row) => row.person_id));
  const accounts = new Set(rows.flatMap(toAccount));
  return {
    isUnlimited: false,
    seesCases,
    unknownBots: may(caller, "production.see") ? new Set() : production,
    sees: (botId, personId) => !production.has(botId) || (personId !== null && people.has(personId)),
    aliasOf: accountAlias,
    seesParty: (party) => !production.has(party.botId) || accounts.has(accountOf(party)),
  };
}

async function selectSeen(callerId: string, now: Date): Promise<SeenRow[]> {
  return (await db()).query<SeenRow>(sql`SELECT unmasking.person_id, identity.channel_id, identity.user_id
    FROM unmasking LEFT JOIN identity ON identity.person_id = unmasking.person_id
    WHERE unmasking.until > ${now.toISOString()} AND unmasking.caller_id = ${encodeText(callerId)}`);
}

function toAccount({ channel_id, user_id }: SeenRow): string[] {
  return channel_id === null || user_id === null ? [] : [accountOf({ channelId: decodeText(channel_id), userId: decodeText(user_id) })];
}

/** Null stands for nobody, who is never unmasked. */
function accountOf({ channelId, userId }: Omit<Party, "botId">): string {
  return channelId === null || userId === null ? "nobody" : JSON.stringify([channelId, userId]);
}
