import { encodeText, join, type Sql, sql } from "@/lib/db";
import { type ItemScope, type Leaf, leafTypes } from "@/lib/model";
import { countFacts, type FactRows, findOldest, isOneOf } from "./count-statements";
import { diffLeaves } from "./diff-leaves";
import { type ChannelPerson, foldText, identityIdOf, pathHashOf, pathIdOf, textHash } from "./fact-ids";
import { insertIdentity } from "./identity-statements";

/** One item as a commit found it and leaves it; a text is null where there is no item. */
export type FactWrite = {
  itemId: string;
  botId: string;
  scope: ItemScope | "unclassified";
  /** Whose the item is; null for what a conversation shares, and for keys that name nobody. */
  owner: ChannelPerson | null;
  before: string | null;
  after: string | null;
};

/** `person`: who caused the write, to whom facts in shared state are put down; null when nobody is known to. */
export type FactContext = { seq: number; at: string; person: ChannelPerson | null };

type FactRow = {
  itemId: string;
  botId: string;
  identityId: string | null;
  leaf: Leaf;
  pathHash: string;
  pathId: string;
  kind: "added" | "changed" | "removed";
};

/** Values are kept whole in their item; the index takes their beginning. */
const maxValue = 1000;
const maxFolded = 200;

/** Counting looks at a portion's rows several times. */
const rowsPerPortion = 200;

/** The statements that keep the facts of written items, with the dictionary and the counts of people. For the transaction that writes the items. */
export function factStatements(writes: readonly FactWrite[], context: FactContext): Sql[] {
  const diffs = writes.map((write) => ({ write, ...diffLeaves(write.scope, write.before, write.after) }));
  const rows = diffs.flatMap(({ write, added, changed, removed }) => [
    ...removed.map((leaf) => toRow(write, leaf, { kind: "removed", context })),
    ...changed.map((leaf) => toRow(write, leaf, { kind: "changed", context })),
    ...added.map((leaf) => toRow(write, leaf, { kind: "added", context })),
  ]);
  const overflows = diffs
    .filter(({ write, left }) => left > 0 || write.before !== null)
    .map(({ write, left }) => noteUnindexed(write, left));
  if (rows.length === 0) return overflows;
  const people = new Map(writes.map(({ owner }) => owner ?? context.person).flatMap((one) => (one ? [[identityIdOf(one), one]] : [])));
  return [
    ...[...people.values()].flatMap((person) => insertIdentity({ ...person, name: "" }, context.at)),
    ...portions(rows).flatMap((portion) => keepFacts(portion, context)),
    findOldest(),
    ...noteDay(rows, context.at),
    ...overflows,
  ];
}

function toRow(write: FactWrite, leaf: Leaf, { kind, context }: { kind: FactRow["kind"]; context: FactContext }): FactRow {
  const person = write.owner ?? context.person;
  return {
    itemId: write.itemId,
    botId: write.botId,
    identityId: person && identityIdOf(person),
    leaf,
    pathHash: pathHashOf(leaf.path),
    pathId: pathIdOf(write.botId, leaf.scope, leaf.pattern),
    kind,
  };
}

function noteUnindexed({ itemId }: FactWrite, left: number): Sql {
  return sql`UPDATE store_item SET unindexed_leaves = ${left} WHERE id = ${itemId} AND unindexed_leaves <> ${left}`;
}

function portions(rows: readonly FactRow[]): FactRow[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerPortion) }, (_, index) =>
    rows.slice(index * rowsPerPortion, (index + 1) * rowsPerPortion),
  );
}

function keepFacts(rows: readonly FactRow[], { seq }: FactContext): Sql[] {
  const [added, changed, removed] = (["added", "changed", "removed"] as const).map((kind) => rows.filter((row) => row.kind === kind));
  const [there, coming, going] = [[...(changed ?? []), ...(removed ?? [])], [...(changed ?? []), ...(added ?? [])], removed ?? []];
  return [
    ...(coming.length === 0 ? [] : [upsertPaths(coming, seq)]),
    ...(there.length === 0 ? [] : countFacts(toFactRows(there), -1)),
    ...(going.length === 0 ? [] : [sql`DELETE FROM fact WHERE ${isOneOf("fact", toFactRows(going))}`]),
    ...(changed?.length ? [updateFacts(changed, seq)] : []),
    ...(added?.length ? [insertFacts(added, seq)] : []),
    ...(coming.length === 0 ? [] : countFacts(toFactRows(coming), 1)),
  ];
}

function toFactRows(rows: readonly FactRow[]): FactRows {
  const byItem = new Map<string, string[]>();
  for (const { itemId, pathHash } of rows) byItem.set(itemId, [...(byItem.get(itemId) ?? []), pathHash]);
  return [...byItem].map(([itemId, pathHashes]) => ({ itemId, pathHashes }));
}

/** In the order of their ids, so that two transactions that touch the same paths never wait for each other in a circle. */
function upsertPaths(rows: readonly FactRow[], seq: number): Sql {
  const types = new Map<string, number>();
  for (const { pathId, leaf } of rows) types.set(pathId, (types.get(pathId) ?? 0) | (1 << leafTypes.indexOf(leaf.type)));
  const paths = [...new Map(rows.map((row) => [row.pathId, row])).values()].sort((one, other) => (one.pathId < other.pathId ? -1 : 1));
  const values = paths.map(({ pathId, botId, leaf }) => {
    return sql`(${pathId}, ${encodeText(botId)}, ${leaf.scope}, ${encodeText(leaf.pattern)}, ${types.get(pathId)}, ${seq}, ${seq})`;
  });
  return sql`INSERT INTO dictionary_path (id, bot_id, scope, pattern, types, first_seq, last_seq) VALUES ${join(values)}
    ON CONFLICT (id) DO UPDATE SET types = dictionary_path.types | excluded.types, last_seq = excluded.last_seq`;
}

function insertFacts(rows: readonly FactRow[], seq: number): Sql {
  const values = rows.map(({ itemId, pathHash, pathId, identityId, leaf }) => {
    const { value, folded, hash } = toTexts(leaf);
    const path = encodeText(leaf.path);
    return sql`(${itemId}, ${pathHash}, ${path}, ${pathId}, ${identityId}, ${leaf.type}, ${value}, ${folded}, CAST(${hash} AS BIGINT), ${seq})`;
  });
  return sql`INSERT INTO fact (item_id, path_hash, path, path_id, identity_id, type, value, folded, value_hash, write_seq) VALUES ${join(values)}
    ON CONFLICT (item_id, path_hash) DO UPDATE SET path_id = excluded.path_id, identity_id = COALESCE(excluded.identity_id, fact.identity_id),
      type = excluded.type, value = excluded.value, folded = excluded.folded, value_hash = excluded.value_hash, write_seq = excluded.write_seq`;
}

/** By UPDATE, which uses up no number of the table's sequence. */
function updateFacts(rows: readonly FactRow[], seq: number): Sql {
  const values = rows.map(({ itemId, pathHash, pathId, identityId, leaf }) => {
    const { value, folded, hash } = toTexts(leaf);
    return sql`(${itemId}, ${pathHash}, ${pathId}, CAST(${identityId} AS TEXT), ${leaf.type}, ${value}, ${folded}, CAST(${hash} AS BIGINT))`;
  });
  return sql`UPDATE fact SET path_id = changed.column3, identity_id = COALESCE(changed.column4, fact.identity_id), type = changed.column5,
      value = changed.column6, folded = changed.column7, value_hash = changed.column8, write_seq = ${seq}
    FROM (VALUES ${join(values)}) AS changed WHERE fact.item_id = changed.column1 AND fact.path_hash = changed.column2`;
}

function toTexts({ type, text }: Leaf): { value: string; folded: string; hash: bigint } {
  const folded = type === "null" ? "" : foldText(text);
  return { value: encodeText(text.slice(0, maxValue)), folded: encodeText(folded.slice(0, maxFolded)), hash: textHash(folded) };
}

/** How many people have each path at the end of the day, where that may have changed. */
function noteDay(rows: readonly FactRow[], at: string): Sql[] {
  const ids = [...new Set(rows.filter(({ kind }) => kind !== "changed").map(({ pathId }) => pathId))];
  if (ids.length === 0) return [];
  return [
    sql`INSERT INTO path_day (path_id, day, people, facts)
      SELECT id, ${at.slice(0, 10)}, people, facts FROM dictionary_path WHERE id IN (${join(ids)})
      ON CONFLICT (path_id, day) DO UPDATE SET people = excluded.people, facts = excluded.facts`,
  ];
}
