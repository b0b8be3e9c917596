import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { type BotRule, cutoffOf } from "./bot-rules";

/** What comes before retention: accounts that are held or restricted, and conversations that are held or where such a person is. */
const keptAccounts = sql`SELECT identity_id FROM legal_hold WHERE released_at IS NULL AND identity_id IS NOT NULL
  UNION SELECT identity_id FROM restriction WHERE lifted_at IS NULL AND kind = 'restriction'`;
const keptConversations = sql`SELECT conversation_id FROM legal_hold WHERE released_at IS NULL AND conversation_id IS NOT NULL
  UNION SELECT member.conversation_id FROM identity JOIN member ON member.user_id = identity.user_id
    JOIN conversation there ON there.id = member.conversation_id AND there.channel_id = identity.channel_id
    WHERE identity.id IN (${keptAccounts})`;

export type Kept = "kept" | "free";

function isKept(kept: Kept, { account, conversation }: { account: Sql; conversation: Sql }): Sql {
  const is = sql`(COALESCE(${account} IN (${keptAccounts}), 1 = 0) OR COALESCE(${conversation} IN (${keptConversations}), 1 = 0))`;
  return kept === "kept" ? is : sql`NOT ${is}`;
}

const itemPlaces = sql`store_item item
  LEFT JOIN identity ON identity.channel_id = item.channel_id AND identity.user_id = item.user_id
  LEFT JOIN acquaintance ON acquaintance.identity_id = identity.id AND acquaintance.bot_id = item.bot_id
  LEFT JOIN conversation ON conversation.id = item.conversation_id`;

/** From when age is counted. Nobody knows when somebody was last there whom no bot has met: then from the last write. */
function since({ store, basis }: Pick<BotRule, "store" | "basis">): Sql {
  if (basis === "createdAt") return sql`item.updated_at`;
  return store === "user"
    ? sql`COALESCE(acquaintance.last_seen_at, item.updated_at)`
    : sql`COALESCE(conversation.last_activity_at, item.updated_at)`;
}

export type ExpiredItem = { id: string; conversation_id: string | null; user_id: string | null; channel_id: string | null };

/** A dialog is part of another item, which says so by what SDKs write. */
function holds({ store }: BotRule): Sql {
  if (store !== "dialog") return sql`item.scope = ${store}`;
  return sql`item.scope IN ('conversation', 'private') AND (item.data LIKE '%"dialogStack"%' OR item.data LIKE '%"callstack"%')`;
}

/** Items that the next sweep takes whole, as rows of scope, pattern, path, person and 1. */
export function wholeItems(rule: BotRule, now: Date): Sql {
  const { store } = rule;
  return sql`SELECT CAST(${store} AS TEXT) AS scope, CAST(NULL AS TEXT) AS pattern, CAST(NULL AS TEXT) AS path,
      CASE WHEN item.scope = 'conversation' THEN NULL ELSE item.user_id END AS user_id, 1 AS is_whole
    FROM ${itemPlaces} WHERE ${holds(rule)} AND ${store === "dialog" ? sql`item.data IS NOT NULL` : sql`1 = 1`}
      AND ${since(rule)} < ${cutoffOf(rule, now)} AND ${isKept("free", { account: sql`identity.id`, conversation: sql`item.conversation_id` })}`;
}

type Page = { now: Date; kept: Kept; after: string; limit: number };

/** Items whose time is over, by id. */
export async function expiredItems(rule: BotRule, { now, kept, after, limit }: Page): Promise<ExpiredItem[]> {
  const place = { account: sql`identity.id`, conversation: sql`item.conversation_id` };
  return (await db()).query<ExpiredItem>(sql`SELECT item.id, item.conversation_id, item.user_id, item.channel_id FROM ${itemPlaces}
    WHERE item.bot_id = ${encodeText(rule.botId)} AND ${holds(rule)} AND item.id > ${after}
      AND ${rule.store === "dialog" ? sql`item.data IS NOT NULL` : sql`1 = 1`}
      AND ${since(rule)} < ${cutoffOf(rule, now)} AND ${isKept(kept, place)}
    ORDER BY item.id LIMIT ${limit}`);
}

export type ExpiredFact = ExpiredItem & { fact_id: number; path: string; pattern: string };

const factPlace = { account: sql`COALESCE(fact.identity_id, identity.id)`, conversation: sql`item.conversation_id` };

const isNamed = ({ pattern }: BotRule): Sql => (pattern === null ? sql`1 = 1` : sql`path.pattern = ${encodeText(pattern)}`);

type Terms = Pick<BotRule, "store" | "category" | "basis" | "days" | "action">;

/** Whether a value is of a rule's store and category, and older than it lets it become. */
function isPast(rule: Terms, now: Date): Sql {
  const at = rule.basis === "createdAt" ? sql`(SELECT at FROM state_write WHERE seq = fact.write_seq)` : since(rule);
  const isOfCategory = rule.category === null ? sql`1 = 1` : sql`path.category = ${rule.category}`;
  const isOpen =
    rule.action === "delete"
      ? sql`1 = 1`
      : sql`((fact.type = 'string' AND fact.value NOT LIKE 'pseudonym:%') OR (fact.type = 'number' AND fact.value <> '0'))`;
  return sql`path.scope = ${rule.store} AND ${isOfCategory} AND ${isOpen} AND ${at} < ${cutoffOf(rule, now)}`;
}

/** The condition that the next sweep takes a value, of `fact` and its `path`. Rules of the same terms are one, for there may be one for each path. */
export function isExpired(rules: readonly BotRule[], now: Date): Sql {
  const alike = new Map<string, BotRule[]>();
  for (const rule of rules) {
    const { store, category, basis, days, action, pattern } = rule;
    const terms = JSON.stringify([store, category, basis, days, action, pattern === null]);
    alike.set(terms, [...(alike.get(terms) ?? []), rule]);
  }
  const any = [...alike.values()].flatMap((those) => {
    const [first] = those;
    return first ? [sql`(${isOfThose(those)} AND ${isPast(first, now)})`] : [];
  });
  if (any.length === 0) return sql`(1 = 0)`;
  return sql`EXISTS (SELECT 1 FROM ${itemPlaces} WHERE item.id = fact.item_id AND (${join(any, " OR ")}) AND ${isKept("free", factPlace)})`;
}

function isOfThose(rules: readonly BotRule[]): Sql {
  const places = rules.map(({ botId, pattern }) =>
    pattern === null ? encodeText(botId) : sql`(${encodeText(botId)}, ${encodeText(pattern)})`,
  );
  return rules[0]?.pattern === null ? sql`path.bot_id IN (${join(places)})` : sql`(path.bot_id, path.pattern) IN (VALUES ${join(places)})`;
}

/** Single values whose time is over, of items by id; `limit` counts values. */
export async function expiredFacts(rule: BotRule, { now, kept, after, limit }: Page): Promise<ExpiredFact[]> {
  const rows = await (await db()).query<ExpiredFact>(sql`SELECT fact.id AS fact_id, fact.path, path.pattern, item.id, item.conversation_id,
      item.user_id, item.channel_id
    FROM ${itemPlaces} JOIN fact ON fact.item_id = item.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE path.bot_id = ${encodeText(rule.botId)} AND ${isNamed(rule)} AND ${isPast(rule, now)} AND item.id > ${after} AND ${isKept(kept, factPlace)}
    ORDER BY item.id, fact.id LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, path: decodeText(row.path), pattern: decodeText(row.pattern) }));
}

export const isFreeConversation = isKept("free", { account: sql`''`, conversation: sql`conversation.id` });

/** The condition that the next sweep takes what was said, of `conversation`. */
export function isSaidPast(rules: readonly BotRule[], now: Date): Sql {
  const those = rules.flatMap((rule) =>
    rule.store === "transcript" ? [sql`(conversation.bot_id = ${encodeText(rule.botId)} AND ${isOver(cutoffOf(rule, now))})`] : [],
  );
  return those.length === 0
    ? sql`(1 = 0)`
    : sql`((${join(those, " OR ")}) AND EXISTS (SELECT 1 FROM activity
    WHERE activity.conversation_id = conversation.id AND activity.from_id <> ${gone}))`;
}

/** A fork shares the beginning of its log: while one is younger, all of it stays. */
function isOver(cutoff: string): Sql {
  return sql`(conversation.last_activity_at < ${cutoff}
    AND NOT EXISTS (SELECT 1 FROM conversation fork WHERE fork.forked_from_id = conversation.id AND fork.last_activity_at >= ${cutoff}))`;
}

/** Later than any time. */
const always = "9";

/** The time before which turns began whose records the next sweep takes, of `conversation`; null where there is none. */
export function recordsBefore(rules: readonly BotRule[], now: Date): Sql {
  const cases = rules
    .filter(({ store }) => store === "records")
    .sort((one, other) => one.days - other.days)
    .map((rule) => {
      const isOfBot = sql`conversation.bot_id = ${encodeText(rule.botId)}`;
      const cutoff = cutoffOf(rule, now);
      return rule.basis === "createdAt"
        ? { isSometimes: true, text: sql`WHEN ${isOfBot} THEN CAST(${cutoff} AS TEXT)` }
        : { isSometimes: false, text: sql`WHEN ${isOfBot} AND conversation.last_activity_at < ${cutoff} THEN CAST(${always} AS TEXT)` };
    })
    .sort((one, other) => Number(one.isSometimes) - Number(other.isSometimes));
  if (cases.length === 0) return sql`CAST(NULL AS TEXT)`;
  return sql`CASE ${join(
    cases.map(({ text }) => text),
    " ",
  )} ELSE NULL END`;
}

/** Conversations whose log's time is over. */
export async function expiredConversations(rule: BotRule, { now, kept, after, limit }: Page): Promise<{ id: string; n: number }[]> {
  const place = { account: sql`''`, conversation: sql`conversation.id` };
  return (await db()).query<{ id: string; n: number }>(sql`SELECT conversation.id, count(*) AS n
    FROM conversation JOIN activity ON activity.conversation_id = conversation.id
    WHERE conversation.bot_id = ${encodeText(rule.botId)} AND ${isOver(cutoffOf(rule, now))} AND conversation.id > ${after}
      AND activity.from_id <> ${gone} AND ${isKept(kept, place)}
    GROUP BY conversation.id ORDER BY conversation.id LIMIT ${limit}`);
}

/** How the sender of a swept activity stands in its row. */
export const gone = "erased";

/** Turns whose record's time is over, counted by conversation. */
export async function expiredRecords(rule: BotRule, { now, kept, after, limit }: Page): Promise<{ id: string; n: number }[]> {
  const place = { account: sql`''`, conversation: sql`conversation.id` };
  return (await db()).query<{ id: string; n: number }>(sql`SELECT conversation.id, count(*) AS n
    FROM conversation JOIN turn ON turn.conversation_id = conversation.id
      JOIN turn_record record ON record.conversation_id = turn.conversation_id AND record.number = turn.number
    WHERE conversation.bot_id = ${encodeText(rule.botId)} AND conversation.id > ${after}
      AND ${rule.basis === "createdAt" ? sql`turn.started_at` : sql`conversation.last_activity_at`} < ${cutoffOf(rule, now)}
      AND ${isKept(kept, place)}
    GROUP BY conversation.id ORDER BY conversation.id LIMIT ${limit}`);
}
