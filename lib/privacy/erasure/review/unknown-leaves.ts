import { db, decodeText, encodeText, sql } from "@/lib/db";
import { placeRef } from "@/lib/env";
import { formatPointer, isJsonObject, type JsonValue, parsePointer } from "@/lib/model";
import { leavesOf, ownersOf } from "../words/whose-leaf";
import { readHistory } from "../work/item-history";
import type { Decisions } from "./decisions";

/** A leaf of an item of which no turn tells whose it is; `seq` is the write that brought its value. */
export type UnknownLeaf = { path: string; pattern: string; value: JsonValue; seq: number; isCurrent: boolean };

/** Of an item as it is and was. What stands under somebody's id is theirs by that, and is not among them. */
export async function readUnknownLeaves(itemId: string, members: ReadonlySet<string>): Promise<UnknownLeaf[]> {
  const found = new Map<string, UnknownLeaf>();
  for (const [property, versions] of await readHistory(itemId, () => false)) {
    const owners = ownersOf(versions, { own: new Set(), others: members }, () => undefined);
    versions.forEach(({ seq, value }, index) => {
      for (const leaf of leavesOf(value)) {
        if (owners[index]?.get(leaf.path) !== "unknown" || leaf.text === "null") continue;
        const [path, pattern] = [formatPointer([property]) + leaf.path, formatPointer([property]) + leaf.pattern];
        const key = JSON.stringify([path, leaf.text]);
        const isCurrent = index === versions.length - 1;
        const first = found.get(key)?.seq ?? seq;
        found.set(key, { path, pattern, value: JSON.parse(leaf.text) as JsonValue, seq: first, isCurrent });
      }
    });
  }
  return [...found.values()];
}

/** Keys that are somebody's id are `{}` in what is filed. */
export function isOfPattern(leaf: string, filed: string): boolean {
  const [parts, sought] = [parsePointer(leaf), parsePointer(filed)];
  return parts.length === sought.length && sought.every((part, index) => part === "{}" || part === parts[index]);
}

export type ReviewItem = {
  itemId: string;
  botId: string;
  scope: string;
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
};

type ItemRow = Record<"id" | "bot_id" | "scope", string> & Record<"channel_id" | "conversation_id" | "user_id", string | null>;

/** Null once the item is gone. */
export async function readReviewItem(itemId: string): Promise<ReviewItem | null> {
  const [row] = await (await db()).query<ItemRow>(
    sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id FROM store_item WHERE id = ${itemId}`,
  );
  if (!row) return null;
  const [channelId = null, conversationId = null, userId = null] = [row.channel_id, row.conversation_id, row.user_id].map((id) =>
    id === null ? null : decodeText(id),
  );
  return { itemId, botId: decodeText(row.bot_id), scope: row.scope, channelId, conversationId, userId };
}

/** Everybody who is or was in an item's conversation, and whose the item is. */
export async function readMembers({ conversationId, userId }: ReviewItem): Promise<Set<string>> {
  const rows =
    conversationId === null
      ? []
      : await (await db()).query<{ user_id: string }>(
          sql`SELECT user_id FROM member WHERE conversation_id = ${encodeText(conversationId)}`,
        );
  return new Set([...rows.map((row) => decodeText(row.user_id)), ...(userId === null ? [] : [userId])]);
}

/** Texts and numbers in places that were decided to be the person's: looked for and replaced as what was remembered of them. */
export async function readDecidedValues(decisions: Decisions): Promise<string[]> {
  const values: string[] = [];
  for (const itemId of decisions.itemIds) {
    const item = await readReviewItem(itemId);
    if (!item) continue;
    const isTheirs = theirsIn(itemId, decisions);
    for (const leaf of await readUnknownLeaves(itemId, await readMembers(item))) {
      const { value } = leaf;
      if (isJsonObject(value) || typeof value === "boolean" || value === null) continue;
      if (isTheirs(leaf)) values.push(String(value));
    }
  }
  return values;
}

function theirsIn(itemId: string, { filed, noted }: Decisions): (leaf: UnknownLeaf) => boolean {
  const places = [...filed].filter(([, decision]) => decision === "erase").map(([key]) => JSON.parse(key) as [string, string]);
  const patterns = places.filter(([id]) => id === itemId).map(([, pattern]) => pattern);
  return ({ pattern, value }) =>
    patterns.some((one) => isOfPattern(pattern, one)) || noted.has(placeRef({ itemId, pattern, text: JSON.stringify(value) }));
}
