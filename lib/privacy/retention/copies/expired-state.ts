import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import type { ItemScope } from "@/lib/model";
import type { BotRule } from "../bot-rules";
import type { ExpiredFact, ExpiredItem } from "../expired";

/** An item of which all, or the values under some patterns, goes. */
export type ExpiredState = {
  id: string;
  key: string;
  scope: ItemScope;
  channelId: string | null;
  conversationId: string | null;
  /** Null for what a conversation shares. */
  userId: string | null;
  /** Ids that as keys are data. */
  people: ReadonlySet<string>;
  /** Null: all of it. */
  patterns: ReadonlySet<string> | null;
};

/** What a sweep takes out of the state, item by item. */
export async function toExpiredState(rule: BotRule, expired: readonly (ExpiredItem | ExpiredFact)[]): Promise<ExpiredState[]> {
  const items = new Map(expired.map((one) => [one.id, one]));
  const [keys, members] = await Promise.all([readKeys([...items.keys()]), readMembers([...items.values()])]);
  const patterns = patternsById(expired);
  return [...items.values()].map(({ id, ...row }) => {
    const [channelId, conversationId, userId] = [row.channel_id, row.conversation_id, row.user_id].map((one) => one && decodeText(one));
    const whole = { id, key: keys.get(id) ?? "", scope: itemScopeOf(rule, userId), patterns: patterns.get(id) ?? null };
    const people = new Set(userId ? [userId] : members.get(row.conversation_id ?? ""));
    return { ...whole, people, channelId: channelId ?? null, conversationId: conversationId ?? null, userId: userId ?? null };
  });
}

/** A dialog is part of a conversation's item, or of what somebody alone has in one. */
function itemScopeOf({ store }: Pick<BotRule, "store">, userId: string | null | undefined): ItemScope {
  if (store === "dialog") return userId ? "private" : "conversation";
  return store as ItemScope;
}

function patternsById(expired: readonly (ExpiredItem | ExpiredFact)[]): Map<string, Set<string>> {
  const patterns = new Map<string, Set<string>>();
  for (const one of expired) if ("pattern" in one) patterns.set(one.id, (patterns.get(one.id) ?? new Set()).add(one.pattern));
  return patterns;
}

async function readKeys(ids: readonly string[]): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const some of inChunks(ids)) {
    const rows = await (await db()).query<{ id: string; key: string }>(sql`SELECT id, key FROM store_item WHERE id IN (${join(some)})`);
    for (const { id, key } of rows) keys.set(id, decodeText(key));
  }
  return keys;
}

/** Of conversations that share an item: their ids are as they are stored. */
async function readMembers(items: readonly ExpiredItem[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  const shared = items.flatMap(({ conversation_id, user_id }) => (conversation_id !== null && user_id === null ? [conversation_id] : []));
  for (const some of inChunks([...new Set(shared)])) {
    const rows = await (await db()).query<{ conversation_id: string; user_id: string }>(
      sql`SELECT conversation_id, user_id FROM member WHERE conversation_id IN (${join(some)})`,
    );
    for (const { conversation_id, user_id } of rows)
      members.set(conversation_id, [...(members.get(conversation_id) ?? []), decodeText(user_id)]);
  }
  return members;
}
