import { createHmac, randomBytes } from "node:crypto";
import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { type ItemScope, type JsonValue, parsePointer, splitItem } from "@/lib/model";
import { type ItemRewrite, rewriteItems } from "@/lib/state";
import { type BotRule, isWhole } from "./bot-rules";
import { type ExpiredFact, type ExpiredItem, expiredFacts, expiredItems } from "./expired";
import { forgetItems, type Replace, replaceAt, scrubVersions } from "./scrub-history";

const itemsAtOnce = 100;
const by = "Retention";

type Sweeping = { now: Date; keepLease: () => Promise<void> };

/** Takes what a rule lets go out of the state and its history; answers how many items or values went. */
export async function sweepState(rule: BotRule, how: Sweeping): Promise<number> {
  return isWhole(rule) ? sweepItems(rule, how) : sweepValues(rule, how);
}

async function sweepItems(rule: BotRule, { now, keepLease }: Sweeping): Promise<number> {
  let [gone, after] = [0, ""];
  for (;;) {
    const items = await expiredItems(rule, { now, kept: "free", after, limit: itemsAtOnce });
    if (items.length === 0) return gone;
    gone += await (rule.store === "dialog" ? forgetDialogs(items) : forgetWhole(rule, { items, now }));
    after = items.at(-1)?.id ?? after;
    await keepLease();
  }
}

async function forgetWhole(rule: BotRule, { items, now }: { items: readonly ExpiredItem[]; now: Date }): Promise<number> {
  const ids = items.map(({ id }) => id);
  const copies = copiesOf(rule, { items, now });
  await rewriteItems({
    rewrites: ids.map((itemId) => ({ itemId, rewrite: () => null })),
    kind: "reset",
    by,
    commit: async (statements) =>
      (await db()).transaction([...statements, ...forgetItems(ids), sql`DELETE FROM store_item WHERE id IN (${join(ids)})`, ...copies]),
  });
  return items.length;
}

/** A dialog goes with what its item said of it before; the rest of the item stays. */
async function forgetDialogs(items: readonly ExpiredItem[]): Promise<number> {
  const names = new Map<string, string>();
  const rewrites = items.map(
    ({ id: itemId }): ItemRewrite => ({
      itemId,
      rewrite: (data) => {
        const { dialogProperty, rest } = splitItem(data);
        if (dialogProperty === null) return data;
        names.set(itemId, dialogProperty);
        return Object.keys(rest).length === 0 ? null : rest;
      },
    }),
  );
  const { itemIds } = await rewriteItems({
    rewrites,
    kind: "reset",
    by,
    commit: async (statements) => (await db()).transaction([...statements, ...[...names].flatMap(forgetProperty)]),
  });
  return itemIds.length;
}

function forgetProperty([itemId, property]: [string, string]): Sql[] {
  const versions = sql`property_version WHERE item_id = ${itemId} AND property = ${encodeText(property)}`;
  return [
    sql`DELETE FROM property_value WHERE item_id = ${itemId} AND hash IN (SELECT hash FROM ${versions} AND hash IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM property_version other WHERE other.item_id = ${itemId} AND other.hash = property_value.hash
        AND other.property <> ${encodeText(property)})`,
    sql`DELETE FROM ${versions}`,
  ];
}

/** What else holds copies of a person's state: records of turns, and snapshots that were made before. */
function copiesOf(rule: BotRule, { items, now }: { items: readonly ExpiredItem[]; now: Date }): Sql[] {
  const conversations = items.flatMap(({ conversation_id }) => (conversation_id === null ? [] : [conversation_id]));
  const users = items.flatMap(({ conversation_id, user_id }) => (conversation_id === null && user_id !== null ? [user_id] : []));
  const those = [
    ...(conversations.length === 0 ? [] : [sql`id IN (${join(conversations)})`]),
    ...(users.length === 0 ? [] : [sql`id IN (SELECT conversation_id FROM member WHERE user_id IN (${join(users)}))`]),
  ];
  if (those.length === 0) return [];
  const where = sql`conversation_id IN (SELECT id FROM conversation WHERE bot_id = ${encodeText(rule.botId)} AND (${join(those, " OR ")}))`;
  const before = now.toISOString();
  return [
    sql`DELETE FROM turn_record WHERE ${where}`,
    sql`UPDATE persona SET snapshot_id = NULL WHERE snapshot_id IN (SELECT id FROM snapshot WHERE ${where} AND created_at < ${before})`,
    sql`DELETE FROM snapshot WHERE ${where} AND created_at < ${before}`,
  ];
}

async function sweepValues(rule: BotRule, { now, keepLease }: Sweeping): Promise<number> {
  const replace = rule.action === "delete" ? () => undefined : pseudonymise(randomBytes(32));
  let [gone, after] = [0, ""];
  for (;;) {
    const facts = await wholeItems(rule, { now, after });
    if (facts.length === 0) return gone;
    await forgetValues(rule, { facts, now, replace });
    gone += facts.length;
    after = facts.at(-1)?.id ?? after;
    await keepLease();
  }
}

/** The values of as many items as one transaction takes; an item is not cut in two. */
async function wholeItems(rule: BotRule, { now, after }: { now: Date; after: string }): Promise<ExpiredFact[]> {
  const limit = 2 * maxValuesOfItem;
  const facts = await expiredFacts(rule, { now, kept: "free", after, limit });
  const last = facts.at(-1)?.id;
  return facts.length < limit ? facts : facts.filter(({ id }) => id !== last);
}

/** As many as the fact index takes of one item. */
const maxValuesOfItem = 2000;

type ValueWork = { facts: readonly ExpiredFact[]; now: Date; replace: Replace };

async function forgetValues(rule: BotRule, { facts, now, replace }: ValueWork): Promise<void> {
  const byItem = new Map<string, ExpiredFact[]>();
  for (const fact of facts) byItem.set(fact.id, [...(byItem.get(fact.id) ?? []), fact]);
  await rewriteItems({
    rewrites: [...byItem].map(([itemId, those]) => ({
      itemId,
      rewrite: (data) =>
        replaceAt(
          data,
          those.map(({ path }) => path),
          replace,
        ),
    })),
    kind: "edit",
    by,
    commit: async (statements) => {
      const history = await Promise.all([...byItem.values()].map((those) => historyOf(rule, { facts: those, replace })));
      await (await db()).transaction([...statements, ...history.flat(), ...copiesOf(rule, { items: facts, now })]);
    },
  });
}

function historyOf(rule: BotRule, { facts, replace }: Pick<ValueWork, "facts" | "replace">): Promise<Sql[]> {
  const [first] = facts;
  if (!first) return Promise.resolve([]);
  return scrubVersions(
    {
      itemId: first.id,
      scope: (rule.store === "dialog" ? (first.user_id === null ? "conversation" : "private") : rule.store) as ItemScope,
      people: new Set(first.user_id === null ? [] : [decodeText(first.user_id)]),
      properties: [...new Set(facts.map(({ path }) => parsePointer(path)[0] ?? ""))],
      patterns: new Set(facts.map(({ pattern }) => pattern)),
    },
    replace,
  );
}

/** One word for one value, as long as this run lasts: the key is thrown away with it. */
function pseudonymise(key: Buffer): Replace {
  return (value: JsonValue) => {
    if (typeof value === "number") return 0;
    if (typeof value !== "string") return value;
    if (value.startsWith("pseudonym:")) return value;
    return `pseudonym:${createHmac("sha256", key).update(value).digest("base64url").slice(0, 10)}`;
  };
}
