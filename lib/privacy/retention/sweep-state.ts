import { createHmac, randomBytes } from "node:crypto";
import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { anyKey, formatPointer, type JsonValue, looksLikeData, parsePointer, type Scope, splitItem } from "@/lib/model";
import { hashOf, type ItemRewrite, insertErasedVersions, rewriteItems } from "@/lib/state";
import { type BotRule, isWhole } from "./bot-rules";
import { type ExpiredState, toExpiredState } from "./copies/expired-state";
import { type Copies, forgetCopies } from "./copies/forget-copies";
import { type ExpiredFact, type ExpiredItem, expiredFacts, expiredItems } from "./expired";
import { forgetItems, type Replace, replaceAt, type SweptOwner, scrubVersions } from "./scrub-history";

const itemsAtOnce = 100;
const by = "Retention";

/** `number`: of the sweep. `noteCopies` hears what went elsewhere along with the state. */
export type Sweeping = { now: Date; number: string; keepLease: () => Promise<void>; noteCopies: (copies: Copies) => void };

/** Takes what a rule lets go out of the state and its history; answers how many items or values went. */
export async function sweepState(rule: BotRule, how: Sweeping): Promise<number> {
  return isWhole(rule) ? sweepItems(rule, how) : sweepValues(rule, how);
}

async function sweepItems(rule: BotRule, how: Sweeping): Promise<number> {
  const { now, number, keepLease } = how;
  let [gone, after] = [0, ""];
  for (;;) {
    const items = await expiredItems(rule, { now, kept: "free", after, limit: itemsAtOnce });
    if (items.length === 0) return gone;
    gone += await (rule.store === "dialog" ? forgetDialogs(items, number) : forgetWhole(rule, items, how));
    after = items.at(-1)?.id ?? after;
    await keepLease();
  }
}

async function forgetWhole(rule: BotRule, items: readonly ExpiredItem[], { now, number, noteCopies }: Sweeping): Promise<number> {
  const ids = items.map(({ id }) => id);
  await rewriteItems({
    rewrites: ids.map((itemId) => ({ itemId, rewrite: () => null })),
    kind: "reset",
    by,
    commit: async (statements) => {
      const noted = await noteWhole(rule, { items, number });
      const { statements: ofCopies, copies } = await forgetCopies(rule, { expired: items, now, replace: () => undefined });
      const gone = [...forgetItems(ids), sql`DELETE FROM store_item WHERE id IN (${join(ids)})`];
      await (await db()).transaction([...statements, ...noted, ...gone, ...ofCopies]);
      noteCopies(copies);
    },
  });
  return items.length;
}

type WholeItems = { items: readonly ExpiredItem[]; number: string };

type PropertyRow = { item_id: string; property_id: string; property: string; is_dialog: number };

/** So that going back shows that something was here: each property of the items, in all versions in which it was there. */
async function noteWhole(rule: BotRule, { items, number }: WholeItems): Promise<Sql[]> {
  const rows = await (await db()).query<PropertyRow>(sql`SELECT version.item_id, version.property_id, version.property,
      max(CASE WHEN value.json LIKE '%"dialogStack"%' OR value.json LIKE '%"callstack"%' THEN 1 ELSE 0 END) AS is_dialog
    FROM property_version version JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id IN (${join(items.map(({ id }) => id))}) GROUP BY version.item_id, version.property_id, version.property`);
  const byId = new Map(items.map((item) => [item.id, item]));
  return rows.flatMap(({ item_id: itemId, property_id: propertyId, property, is_dialog }) => {
    const item = byId.get(itemId);
    if (!item) return [];
    const scope = is_dialog > 0 && rule.store !== "user" ? "dialog" : (rule.store as Scope);
    const { at, caseNumber, ...ids } = ownerOf(item, number);
    const name = nameOf(decodeText(property), ids.userId);
    return [insertErasedVersions({ itemId, propertyId, scope, path: formatPointer([name]), ...ids }, { at, caseNumber })];
  });
}

function nameOf(property: string, userId: string | null): string {
  return property === userId || looksLikeData(property) ? anyKey : property;
}

function ownerOf({ channel_id, conversation_id, user_id }: ExpiredItem, caseNumber: string): SweptOwner {
  const [channelId = null, conversationId = null, userId = null] = [channel_id, conversation_id, user_id].map((id) =>
    id === null ? null : decodeText(id),
  );
  return { channelId, conversationId, userId, at: new Date().toISOString(), caseNumber };
}

/** A dialog goes with what its item said of it before; the rest of the item stays. */
async function forgetDialogs(items: readonly ExpiredItem[], number: string): Promise<number> {
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
    commit: async (statements) =>
      (await db()).transaction([...statements, ...[...names].flatMap(([id, name]) => forgetDialog(items, { id, name, number }))]),
  });
  return itemIds.length;
}

function forgetDialog(items: readonly ExpiredItem[], { id: itemId, name, number }: { id: string; name: string; number: string }): Sql[] {
  const item = items.find(({ id }) => id === itemId);
  if (!item) return forgetProperty(itemId, name);
  const { at, caseNumber, ...ids } = ownerOf(item, number);
  const place = { itemId, propertyId: hashOf(encodeText(name)), scope: "dialog" as const, path: formatPointer([name]), ...ids };
  return [insertErasedVersions(place, { at, caseNumber }), ...forgetProperty(itemId, name)];
}

function forgetProperty(itemId: string, property: string): Sql[] {
  const versions = sql`property_version WHERE item_id = ${itemId} AND property = ${encodeText(property)}`;
  return [
    sql`DELETE FROM property_value WHERE item_id = ${itemId} AND hash IN (SELECT hash FROM ${versions} AND hash IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM property_version other WHERE other.item_id = ${itemId} AND other.hash = property_value.hash
        AND other.property <> ${encodeText(property)})`,
    sql`DELETE FROM ${versions}`,
  ];
}

async function sweepValues(rule: BotRule, how: Sweeping): Promise<number> {
  const replace = rule.action === "delete" ? () => undefined : pseudonymise(randomBytes(32));
  let [gone, after] = [0, ""];
  for (;;) {
    const facts = await wholeItems(rule, { now: how.now, after });
    if (facts.length === 0) return gone;
    await forgetValues(rule, { facts, replace, how });
    gone += facts.length;
    after = facts.at(-1)?.id ?? after;
    await how.keepLease();
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

type ValueWork = { facts: readonly ExpiredFact[]; replace: Replace; how: Sweeping };

async function forgetValues(rule: BotRule, { facts, replace, how: { now, number, noteCopies } }: ValueWork): Promise<void> {
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
      const state = await toExpiredState(rule, facts);
      const history = await Promise.all(
        state.map((one) => historyOf(rule, { state: one, facts: byItem.get(one.id) ?? [], number, replace })),
      );
      const { statements: ofCopies, copies } = await forgetCopies(rule, { expired: facts, now, replace });
      await (await db()).transaction([...statements, ...history.flat(), ...ofCopies]);
      noteCopies(copies);
    },
  });
}

type ItemValues = { state: ExpiredState; facts: readonly ExpiredFact[]; number: string; replace: Replace };

function historyOf(rule: BotRule, { state, facts, number, replace }: ItemValues): Promise<Sql[]> {
  const [first] = facts;
  if (!first) return Promise.resolve([]);
  return scrubVersions(
    {
      itemId: first.id,
      shownIn: rule.store as Scope,
      owner: ownerOf(first, number),
      scope: state.scope,
      people: state.people,
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
