import { db, decodeText, type FoundText } from "@/lib/db";
import type { Sought } from "../steps/sealed";
import { eraseMentions, type Mentions } from "./erase-mentions";
import { findTraces, isTraceOf } from "./find-traces";
import { learnSaidBefore } from "./said-before";
import { requireNone, type Trace } from "./verify-erased";

/**
 * Looks through every column of every table. Where others keep what says who the person is, or somebody wrote it in words about another, which no plan
 * can know without reading all there is, that goes from it, and everything is looked through again. Throws when anything else is found. Answers how
 * many columns were looked through, and what was looked for in the end: not what bots had said to others before.
 */
export async function lookThrough(number: string, asked: Sought): Promise<{ columns: number; sought: Sought }> {
  const learning = learnSaidBefore(asked);
  const all = await findTraces(asked, learning.isFound);
  const sought = learning.sought();
  const found = sought === asked ? all : all.filter(isTraceOf(sought));
  if (found.length > 0) await eraseMentions(number, sought, mentionsIn(found));
  requireNone(tracesIn(found.length > 0 ? await findTraces(sought) : []));
  return { columns: (await (await db()).listTextColumns()).length, sought };
}

const ofItems = new Set(["store_item", "property_version", "property_value", "fact"]);
const ofConversations = new Set(["activity", "turn", "turn_record", "protocol_exchange"]);

function mentionsIn(found: readonly FoundText[]): Mentions {
  const ids = (isWanted: (one: FoundText) => boolean) => [
    ...new Set(found.filter(isWanted).flatMap(({ key }) => (key === null ? [] : [key]))),
  ];
  // Such as a bot gave a key of its own to, with their id in it: nobody else's is called so.
  const ownItemIds = ids(({ table, column }) => table === "store_item" && column === "key");
  return {
    ownItemIds,
    itemIds: ids(({ table, key }) => ofItems.has(table) && !ownItemIds.includes(key ?? "")),
    conversationIds: ids(({ table }) => ofConversations.has(table)).map(decodeText),
    others: found.filter(({ table }) => !ofItems.has(table) && !ofConversations.has(table)),
  };
}

function tracesIn(found: readonly FoundText[]): Trace[] {
  const traces = new Map<string, Trace>();
  for (const { table, column } of found) {
    const key = `${table} ${column}`;
    traces.set(key, { table, column, places: (traces.get(key)?.places ?? 0) + 1 });
  }
  return [...traces.values()];
}
