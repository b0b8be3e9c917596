import { requireBotOf, requireConversation } from "@/lib/conversations";
import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { type ExpiredParts, judgeExpiry, type OfMembers } from "@/lib/memory";
import type { Scope } from "@/lib/model";
import { type BotRule, isWhole, listBotRules, listRulesOfBot } from "./bot-rules";
import { isExpired } from "./expired";
import { whileNothingIsWritten } from "./while-nothing-is-written";

/** From now on people are not shown what the next sweep takes: the one place where that is decided. Bots read it until then. */
export function hideExpiredFromPeople(): void {
  judgeExpiry({
    condition: async () => isExpired((await listBotRules()).filter(isOfValues), new Date()),
    // Each page that watches a conversation asks the same after each turn.
    partsOf: (conversationId, userIds) =>
      whileNothingIsWritten(JSON.stringify([conversationId, userIds]), () => partsOf(conversationId, userIds)),
  });
}

const isOfValues = ({ store }: BotRule) => store !== "transcript" && store !== "records";

type Row = { scope: string; user_id: string | null; pattern: string; path: string; is_whole: number };

async function partsOf(conversationId: string, userIds: readonly string[]): Promise<OfMembers> {
  const botId = await requireBotOf(conversationId);
  const rules = (await listRulesOfBot(botId)).filter(isOfValues);
  if (rules.length === 0 || userIds.length === 0) return new Map();
  const { channelId, members } = await requireConversation(conversationId);
  const now = new Date();
  const [bot, channel, conversation, users] = [
    encodeText(botId),
    encodeText(channelId),
    encodeText(conversationId),
    userIds.map(encodeText),
  ];
  const rows = await (await db()).query<Row>(sql`SELECT path.scope, path.pattern, fact.path,
      CASE WHEN owned.scope = 'conversation' THEN NULL ELSE owned.user_id END AS user_id,
      CASE WHEN ${isExpired(rules.filter(isWhole), now)} THEN 1 ELSE 0 END AS is_whole
    FROM store_item owned JOIN fact ON fact.item_id = owned.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE owned.bot_id = ${bot} AND ((owned.scope = 'user' AND owned.channel_id = ${channel} AND owned.user_id IN (${join(users)}))
        OR (owned.conversation_id = ${conversation} AND (owned.scope = 'conversation' OR owned.user_id IN (${join(users)}))))
      AND ${isExpired(rules, now)}`);
  const people = new Set(members.map(({ id }) => id));
  return new Map(
    userIds.flatMap((userId) => {
      const own = rows.filter((row) => row.user_id === null || decodeText(row.user_id) === userId);
      return own.length === 0 ? [] : [[userId, { parts: toParts(own), people }] as const];
    }),
  );
}

function toParts(rows: readonly Row[]): ExpiredParts["parts"] {
  const partOf = (scope: Scope) => {
    const those = rows.filter((row) => row.scope === scope);
    const [paths, patterns] = [those.map(({ path }) => decodeText(path)), those.map(({ pattern }) => decodeText(pattern))];
    return { isWhole: those.some(({ is_whole }) => is_whole > 0), paths: new Set(paths), patterns: new Set(patterns) };
  };
  return Object.fromEntries([...new Set(rows.map(({ scope }) => scope as Scope))].map((scope) => [scope, partOf(scope)]));
}
