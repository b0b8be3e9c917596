import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type DictionaryScope, formatPattern } from "@/lib/model";
import { toScope } from "../../dictionary/path-row";
import { count, type Found } from "../found";

/** A property of a large item with the sizes of its latest versions, oldest first. */
export type SizedProperty = {
  itemId: string;
  scope: DictionaryScope;
  conversationId: string | null;
  property: string;
  sizes: number[];
  seq: number;
};
export type SizedItem = Pick<SizedProperty, "itemId" | "scope" | "conversationId"> & { bytes: number };

const largestItems = 50;
const latestVersions = 24;
const fewestWrites = 8;
const smallestBytes = 500;

/** From this share of the budget on an item is near it. */
const nearShare = 0.8;

/** Every write of the latest ones made it larger: a counter, or a form that is filled in, does not grow so long. */
export function isGrowing(sizes: readonly number[]): boolean {
  const steps = sizes.slice(1).map((size, index) => size - (sizes[index] ?? 0));
  const [first = 0, last = 0] = [sizes[0], sizes.at(-1)];
  return sizes.length >= fewestWrites && steps.every((step) => step > 0) && last >= smallestBytes && last >= first * 1.3;
}

export function findGrowing(properties: readonly SizedProperty[]): Found[] {
  return group(properties.filter(({ sizes }) => isGrowing(sizes))).map((those) => {
    const [{ scope, property, sizes } = those[0] as SizedProperty] = [...those].sort((one, other) => lastOf(other) - lastOf(one));
    const detail = `It grew at each of the last ${sizes.length - 1} writes, from ${kilobytes(sizes[0] ?? 0)} to ${kilobytes(sizes.at(-1) ?? 0)}.`;
    return { rule: "growing" as const, ...placeOf(scope, property), ...whom(those), detail, seqs: those.map(({ seq }) => seq) };
  });
}

export function findNearBudget(items: readonly SizedItem[], properties: readonly SizedProperty[], budgetBytes: number): Found[] {
  const large = items.filter(({ bytes }) => bytes >= budgetBytes * nearShare);
  const largest = large.flatMap(({ itemId, bytes }) => {
    const [property] = properties.filter((one) => one.itemId === itemId).sort((one, other) => lastOf(other) - lastOf(one));
    return property ? [{ ...property, bytes }] : [];
  });
  return group(largest).map((those) => {
    const [first] = [...those].sort((one, other) => other.bytes - one.bytes);
    const { scope, property, bytes, sizes } = first as (typeof those)[number];
    const share = Math.round((bytes / budgetBytes) * 100);
    const largestPart = `${kilobytes(sizes.at(-1) ?? 0)} of it here`;
    const detail = `${count(those.length, "item")}; the largest has ${kilobytes(bytes)}, ${share} % of the budget, ${largestPart}.`;
    return { rule: "near-budget" as const, ...placeOf(scope, property), ...whom(those), detail, seqs: those.map(({ seq }) => seq) };
  });
}

const lastOf = ({ sizes }: SizedProperty): number => sizes.at(-1) ?? 0;

function group<One extends SizedProperty>(properties: readonly One[]): One[][] {
  const groups = new Map<string, One[]>();
  for (const one of properties) {
    const key = JSON.stringify([one.scope, one.property]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function placeOf(scope: DictionaryScope, property: string) {
  return { scope, path: formatPattern([{ key: property }]), pathId: null, label: null };
}

/** Items are counted: whose they are is told by the conversations. */
function whom(those: readonly SizedProperty[]) {
  const conversations = new Set(those.flatMap(({ conversationId }) => conversationId ?? [])).size;
  return { people: those.length, conversations: conversations || null };
}

function kilobytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} KB`;
}

type ItemRow = { id: string; scope: string; conversation_id: string | null; bytes: number };
type VersionRow = { item_id: string; property: string; write_seq: number; bytes: number };

/** The largest items of a bot from 2,000 bytes on, which have an index of their own, with the sizes of what is in them over their latest writes. */
export async function readSizes(botId: string): Promise<{ items: SizedItem[]; properties: SizedProperty[] }> {
  const { aside } = await db();
  const items = (
    await aside<ItemRow>(sql`SELECT id, scope, conversation_id, bytes FROM store_item
      WHERE bot_id = ${encodeText(botId)} AND data IS NOT NULL AND bytes >= 2000 ORDER BY bytes + 0 DESC LIMIT ${largestItems}`)
  ).map(({ id, scope, conversation_id, bytes }) => ({ itemId: id, scope: toScope(scope), conversationId: conversation_id, bytes }));
  const properties: SizedProperty[] = [];
  for (const item of items) properties.push(...toProperties(item, await aside<VersionRow>(versionsOf(item.itemId))));
  return { items, properties };
}

function versionsOf(itemId: string) {
  return sql`SELECT version.item_id, version.property, version.write_seq, coalesce(octet_length(value.json), 0) AS bytes
    FROM (SELECT item_id, property, write_seq, hash, row_number() OVER (PARTITION BY property_id ORDER BY write_seq DESC) AS newest
      FROM property_version WHERE item_id = ${itemId}) version
    LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.newest <= ${latestVersions} ORDER BY version.write_seq`;
}

function toProperties(item: SizedItem, rows: readonly VersionRow[]): SizedProperty[] {
  const names = [...new Set(rows.map(({ property }) => property))];
  return names.flatMap((name) => {
    const own = rows.filter(({ property }) => property === name);
    // Without a value it is gone.
    if (own.at(-1)?.bytes === 0) return [];
    return { ...item, property: decodeText(name), sizes: own.map(({ bytes }) => bytes), seq: own.at(-1)?.write_seq ?? 0 };
  });
}
