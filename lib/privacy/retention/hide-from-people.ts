import { requireBotOf, requireConversation } from "@/lib/conversations";
import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { type ExpiredParts, judgeExpiry, type OfMembers } from "@/lib/memory";
import type { Scope } from "@/lib/model";
import { type BotRule, isWhole, listBotRules, listRulesOfBot } from "./bot-rules";
import { isExpired, wholeItems } from "./expired";
import { expiredLogs } from "./expired-logs";
import { policyInForce } from "./policies";
import { whileNothingIsWritten } from "./while-nothing-is-written";

/** From now on people are not shown what the next sweep takes: the one place where that is decided. Bots read it until then. */
export function hideExpiredFromPeople(): void {
  judgeExpiry({
    condition: async () => isExpired((await listBotRules()).filter(isOfValues), new Date()),
    // Each page that watches a conversation asks the same after each turn.
    partsOf: (conversationId, userIds) =>
      whileNothingIsWritten(JSON.stringify([conversationId, userIds]), () => partsOf(conversationId, userIds)),
    logsOf: (conversationIds) =>
      whileNothingIsWritten(JSON.stringify({ conversationIds }), async () => expiredLogs(conversationIds, await keptPolicy())),
  });
}

const keptPolicy = () => whileNothingIsWritten("policy in force", () => policyInForce());

const isOfValues = ({ store }: BotRule) => store !== "transcript" && store !== "records";

/** Of a whole item there is a row without a path too, for it may hold nothing now and have held something. */
type Row = { scope: string; user_id: string | null; pattern: string | null; path: string | null; is_whole: number };

async function partsOf(conversationId: string, userIds: readonly string[]): Promise<OfMembers> {
  const botId = await requireBotOf(conversationId);
  const rules = (await listRulesOfBot(botId, await keptPolicy())).filter(isOfValues);
  if (rules.length === 0 || userIds.length === 0) return new Map();
  const { channelId, members } = await requireConversation(conversationId);
  const now = new Date();
  const [bot, channel, conversation, users] = [
    encodeText(botId),
    encodeText(channelId),
    encodeText(conversationId),
    userIds.map(encodeText),
  ];
  const isOwn = (item: Sql) => sql`(${item}.bot_id = ${bot} AND ((${item}.scope = 'user' AND ${item}.channel_id = ${channel}
        AND ${item}.user_id IN (${join(users)}))
      OR (${item}.conversation_id = ${conversation} AND (${item}.scope = 'conversation' OR ${item}.user_id IN (${join(users)})))))`;
  const values = sql`SELECT path.scope, path.pattern, fact.path,
      CASE WHEN owned.scope = 'conversation' THEN NULL ELSE owned.user_id END AS user_id,
      CASE WHEN ${isExpired(rules.filter(isWhole), now)} THEN 1 ELSE 0 END AS is_whole
    FROM store_item owned JOIN fact ON fact.item_id = owned.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE ${isOwn(sql`owned`)} AND ${isExpired(rules, now)}`;
  const items = rules.filter(isWhole).map((rule) => sql`${wholeItems(rule, now)} AND ${isOwn(sql`item`)}`);
  const rows = await (await db()).query<Row>(join([values, ...items], " UNION ALL "));
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
    const facts = those.flatMap(({ path, pattern }) => (path === null || pattern === null ? [] : [{ path, pattern }]));
    const [paths, patterns] = [facts.map(({ path }) => decodeText(path)), facts.map(({ pattern }) => decodeText(pattern))];
    const isWhole = those.some(({ is_whole }) => is_whole > 0);
    return { isWhole, isEarlier: facts.length === 0, paths: new Set(paths), patterns: new Set(patterns) };
  };
  return Object.fromEntries([...new Set(rows.map(({ scope }) => scope as Scope))].map((scope) => [scope, partOf(scope)]));
}
