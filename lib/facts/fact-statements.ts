import { encodeText, join, type Sql, sql } from "@/lib/db";
import { type ItemScope, type JsonObject, type Leaf, leafTypes } from "@/lib/model";
import { countFacts, type FactRows, findOldest, isOneOf } from "./count-statements";
import { diffLeaves, type LeafDiff } from "./diff-leaves";
import { type ChannelPerson, foldText, identityIdOf, pathHashOf, pathIdOf, textHash } from "./fact-ids";
import { insertIdentity } from "./identity-statements";
import { whomAbout } from "./whom-about";

/** One item as a commit found it and leaves it; a text is null where there is no item. */
export type FactWrite = {
  itemId: string;
  botId: string;
  scope: ItemScope | "unclassified";
  /** Whose the item is; null for what a conversation shares, and for keys that name nobody. */
  owner: ChannelPerson | null;
  /** Of an item that is nobody's own: where those are known who it may be about. */
  channelId?: string;
  before: string | null;
  after: string | null;
};

/** `person`: who caused the write, to whom facts in shared state are put down that are about nobody else; null when nobody is known to. */
export type FactContext = {
  seq: number;
  at: string;
  person: ChannelPerson | null;
  /** Ids of those in the conversation: as keys they are data. */
  members?: readonly string[];
};

/** What a write does to one fact. */
export type FactRow = {
  itemId: string;
  botId: string;
  identityId: string | null;
  leaf: Leaf;
  pathHash: string;
  pathId: string;
  kind: "added" | "changed" | "removed";
  /** For a fact that stays whose it is and where it is in the dictionary: by how many bytes it grows. Null where more has to be counted anew. */
  growth: number | null;
};

/** Values are kept whole in their item; the index takes their beginning. */
const maxValue = 1000;
const maxFolded = 200;

/** Counting looks at a portion's rows several times. */
const rowsPerPortion = 200;

/** The statements that keep the facts of written items, with the dictionary and the counts of people. For the transaction that writes the items. */
export function factStatements(writes: readonly FactWrite[], context: FactContext): Sql[] {
  const diffs = writes.map((write) => ({ write, diff: diffLeaves(write.scope, write, peopleIn(write, context)) }));
  const rows = diffs.flatMap(({ write, diff }) => toRows(write, diff, context));
  const overflows = diffs.flatMap(({ write, diff: { left } }) => (left.now === left.before ? [] : [noteUnindexed(write, left.now)]));
  if (rows.length === 0) return overflows;
  return [
    ...insertPeople(diffs, context),
    ...portions(rows).flatMap((portion) => keepFacts(portion, context)),
    ...(rows.some(({ growth }) => growth === null) ? [findOldest()] : []),
    ...noteDue(rows, context),
    ...noteDay(rows, context.at),
    ...overflows,
  ];
}

/** Of a person's own item always the same, since its facts are only counted anew when they move. */
function peopleIn({ owner }: FactWrite, { person, members = [] }: FactContext): ReadonlySet<string> {
  if (owner) return new Set([owner.userId]);
  return new Set(person ? [...members, person.userId] : members);
}

/** Of whose item only values change, something was remembered before: they are known already. */
function insertPeople(diffs: readonly { write: FactWrite; diff: LeafDiff }[], { person, at }: FactContext): Sql[] {
  const owners = diffs.flatMap(({ write: { owner }, diff: { added } }) => (added.length > 0 || owner === null ? [owner ?? person] : []));
  const people = new Map(owners.flatMap((one) => (one ? [[identityIdOf(one), one] as const] : [])));
  return [...people.values()].flatMap((one) => insertIdentity({ ...one, name: "" }, at));
}

function toRows(write: FactWrite, { added, changed, removed }: LeafDiff, context: FactContext): FactRow[] {
  const { itemId, botId, owner } = write;
  const identityOf = judgeOf(write, context);
  const toRow = (leaf: Leaf) => {
    return {
      itemId,
      botId,
      identityId: identityOf(leaf),
      leaf,
      pathHash: pathHashOf(leaf.path),
      pathId: pathIdOf(botId, leaf.scope, leaf.pattern),
    };
  };
  const growthOf = (leaf: Leaf, was: Leaf): number | null => {
    const stays = owner !== null && was.pattern === leaf.pattern && was.scope === leaf.scope;
    return stays ? bytesOf(leaf) - bytesOf(was) : null;
  };
  return [
    ...removed.map((leaf) => ({ ...toRow(leaf), kind: "removed" as const, growth: null })),
    ...changed.map(({ leaf, was }) => ({ ...toRow(leaf), kind: "changed" as const, growth: growthOf(leaf, was) })),
    ...added.map((leaf) => ({ ...toRow(leaf), kind: "added" as const, growth: null })),
  ];
}

/** Whose each leaf of a written item is: of what nobody alone has, whom it is about by a key or an object's id, else who caused the write. */
function judgeOf(write: FactWrite, context: FactContext): (leaf: Leaf) => string | null {
  const { owner, channelId = context.person?.channelId, after } = write;
  const whose = owner ?? context.person;
  const identityId = whose && identityIdOf(whose);
  if (owner !== null || channelId === undefined || after === null) return () => identityId;
  const people = peopleIn(write, context);
  if (people.size === (whose && people.has(whose.userId) ? 1 : 0)) return () => identityId;
  const item = JSON.parse(after) as JsonObject;
  return ({ path }) => {
    const userId = whomAbout(item, path, people);
    return userId === undefined ? identityId : identityIdOf({ channelId, userId });
  };
}

function bytesOf({ text }: Leaf): number {
  return Buffer.byteLength(encodeText(text.slice(0, maxValue)));
}

export function noteUnindexed({ itemId }: Pick<FactWrite, "itemId">, left: number): Sql {
  return sql`UPDATE store_item SET unindexed_leaves = ${left} WHERE id = ${itemId}`;
}

export function portions(rows: readonly FactRow[]): FactRow[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerPortion) }, (_, index) =>
    rows.slice(index * rowsPerPortion, (index + 1) * rowsPerPortion),
  );
}

export function keepFacts(rows: readonly FactRow[], { seq }: Pick<FactContext, "seq">): Sql[] {
  const isOf = (kind: FactRow["kind"]) => (row: FactRow) => row.kind === kind;
  const [added, changed, removed] = [rows.filter(isOf("added")), rows.filter(isOf("changed")), rows.filter(isOf("removed"))];
  const steady = changed.filter(({ growth }) => growth !== null);
  const moving = changed.filter(({ growth }) => growth === null);
  return [
    ...unless([...changed, ...added], (some) => [upsertPaths(some, seq)]),
    ...unless([...moving, ...removed], (some) => countFacts(toFactRows(some), -1)),
    ...unless(removed, (some) => [sql`DELETE FROM fact WHERE ${isOneOf("fact", toFactRows(some))}`]),
    ...unless(moving, (some) => [updateFacts(some, seq)]),
    ...unless(steady, (some) => [updateValues(some, seq)]),
    ...unless(added, (some) => [insertFacts(some, seq)]),
    ...unless([...moving, ...added], (some) => countFacts(toFactRows(some), 1)),
  ];
}

/** No statement about no rows. */
function unless(rows: readonly FactRow[], statements: (rows: readonly FactRow[]) => Sql[]): Sql[] {
  return rows.length === 0 ? [] : statements(rows);
}

/**
 * Whose facts are counted again after the turn (`countDuePeople`). Of values that only changed the size and the age of the oldest are not
 * kept at once: a person's row and its places in the orders of people are pages that the turn would have to fetch from the disk. The others
 * are noted as well, so that counts that crossed each other come right.
 */
function noteDue(rows: readonly FactRow[], { seq }: FactContext): Sql[] {
  const ids = [...new Set(rows.flatMap(({ identityId }) => identityId ?? []))].sort();
  if (ids.length === 0) return [];
  return [
    sql`INSERT INTO person_due (identity_id, write_seq) VALUES ${join(ids.map((id) => sql`(${id}, ${seq})`))}
      ON CONFLICT (identity_id) DO UPDATE SET write_seq = excluded.write_seq`,
  ];
}

function toFactRows(rows: readonly FactRow[]): FactRows {
  const byItem = new Map<string, string[]>();
  for (const { itemId, pathHash } of rows) byItem.set(itemId, [...(byItem.get(itemId) ?? []), pathHash]);
  return [...byItem].map(([itemId, pathHashes]) => ({ itemId, pathHashes }));
}

/** A path that a file described before any bot wrote it has 0 for its first write. In the order of their ids, so that two transactions that touch the same paths never wait for each other in a circle. */
function upsertPaths(rows: readonly FactRow[], seq: number): Sql {
  const types = new Map<string, number>();
  const growths = new Map<string, number>();
  for (const { pathId, leaf, growth } of rows) {
    types.set(pathId, (types.get(pathId) ?? 0) | (1 << leafTypes.indexOf(leaf.type)));
    growths.set(pathId, (growths.get(pathId) ?? 0) + (growth ?? 0));
  }
  const paths = [...new Map(rows.map((row) => [row.pathId, row])).values()].sort((one, other) => (one.pathId < other.pathId ? -1 : 1));
  const values = paths.map(({ pathId, botId, leaf }) => {
    const counts = [types.get(pathId), growths.get(pathId), seq, seq];
    return sql`(${pathId}, ${encodeText(botId)}, ${leaf.scope}, ${encodeText(leaf.pattern)}, ${join(counts)})`;
  });
  return sql`INSERT INTO dictionary_path (id, bot_id, scope, pattern, types, bytes, first_seq, last_seq) VALUES ${join(values)}
    ON CONFLICT (id) DO UPDATE SET types = dictionary_path.types | excluded.types, bytes = dictionary_path.bytes + excluded.bytes,
      last_seq = CASE WHEN excluded.last_seq > dictionary_path.last_seq THEN excluded.last_seq ELSE dictionary_path.last_seq END,
      first_seq = CASE dictionary_path.first_seq WHEN 0 THEN excluded.first_seq ELSE dictionary_path.first_seq END`;
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

/** Of facts that stay whose and where they are: an index of what is written again is written too, though it is the same. */
function updateValues(rows: readonly FactRow[], seq: number): Sql {
  const values = rows.map(({ itemId, pathHash, leaf }) => {
    const { value, folded, hash } = toTexts(leaf);
    return sql`(${itemId}, ${pathHash}, ${leaf.type}, ${value}, ${folded}, CAST(${hash} AS BIGINT))`;
  });
  return sql`UPDATE fact SET type = changed.column3, value = changed.column4, folded = changed.column5, value_hash = changed.column6, write_seq = ${seq}
    FROM (VALUES ${join(values)}) AS changed WHERE fact.item_id = changed.column1 AND fact.path_hash = changed.column2`;
}

function toTexts({ type, text }: Leaf): { value: string; folded: string; hash: bigint } {
  const folded = type === "null" ? "" : foldText(text);
  return { value: encodeText(text.slice(0, maxValue)), folded: encodeText(folded.slice(0, maxFolded)), hash: textHash(folded) };
}

/** How many people have each path at the end of the day, where that may have changed. */
export function noteDay(rows: readonly FactRow[], at: string): Sql[] {
  const ids = [...new Set(rows.filter(({ kind }) => kind !== "changed").map(({ pathId }) => pathId))];
  if (ids.length === 0) return [];
  return [
    sql`INSERT INTO path_day (path_id, day, people, facts)
      SELECT id, ${at.slice(0, 10)}, people, facts FROM dictionary_path WHERE id IN (${join(ids)})
      ON CONFLICT (path_id, day) DO UPDATE SET people = excluded.people, facts = excluded.facts`,
  ];
}
