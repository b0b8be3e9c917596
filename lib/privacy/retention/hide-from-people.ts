import { requireConversation } from "@/lib/conversations";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type ExpiredParts, judgeExpiry, type LookedAt } from "@/lib/memory";
import type { Scope } from "@/lib/model";
import { type BotRule, isWhole, listBotRules } from "./bot-rules";
import { isExpired } from "./expired";

/** From now on people are not shown what the next sweep takes: the one place where that is decided. Bots read it until then. */
export function hideExpiredFromPeople(): void {
  judgeExpiry({ condition: async () => isExpired(await rulesOfValues(), new Date()), partsOf });
}

async function rulesOfValues(): Promise<BotRule[]> {
  return (await listBotRules()).filter(({ store }) => store !== "transcript" && store !== "records");
}

type Row = { scope: string; pattern: string; path: string; is_whole: number };

async function partsOf(place: LookedAt): Promise<ExpiredParts | null> {
  const all = await rulesOfValues();
  if (all.length === 0) return null;
  const { botId, channelId, members } = await requireConversation(place.conversationId);
  const rules = all.filter((rule) => rule.botId === botId);
  if (rules.length === 0) return null;
  const [now, userId] = [new Date(), place.userId ?? members[0]?.id ?? ""];
  const [bot, channel, conversation, user] = [botId, channelId, place.conversationId, userId].map(encodeText);
  const rows = await (await db()).query<Row>(sql`SELECT path.scope, path.pattern, fact.path,
      CASE WHEN ${isExpired(rules.filter(isWhole), now)} THEN 1 ELSE 0 END AS is_whole
    FROM store_item owned JOIN fact ON fact.item_id = owned.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE owned.bot_id = ${bot} AND ((owned.scope = 'user' AND owned.channel_id = ${channel} AND owned.user_id = ${user})
        OR (owned.conversation_id = ${conversation} AND (owned.scope = 'conversation' OR owned.user_id = ${user})))
      AND ${isExpired(rules, now)}`);
  return rows.length === 0 ? null : { parts: toParts(rows), people: new Set(members.map(({ id }) => id)) };
}

function toParts(rows: readonly Row[]): ExpiredParts["parts"] {
  const partOf = (scope: Scope) => {
    const those = rows.filter((row) => row.scope === scope);
    const [paths, patterns] = [those.map(({ path }) => decodeText(path)), those.map(({ pattern }) => decodeText(pattern))];
    return { isWhole: those.some(({ is_whole }) => is_whole > 0), paths: new Set(paths), patterns: new Set(patterns) };
  };
  return Object.fromEntries([...new Set(rows.map(({ scope }) => scope as Scope))].map((scope) => [scope, partOf(scope)]));
}
