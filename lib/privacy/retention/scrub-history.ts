import { createHash } from "node:crypto";
import { db, decodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import {
  anyKey,
  formatPointer,
  type ItemScope,
  type JsonObject,
  type JsonValue,
  listErasedPlaces,
  listLeaves,
  looksLikeData,
  parsePointer,
  replacePlace,
  type Scope,
} from "@/lib/model";
import { insertErasedVersions } from "@/lib/state";

/** What becomes of a value whose time is over; undefined removes it. */
export type Replace = (value: JsonValue) => JsonValue | undefined;

/** Whose item it is, and under which sweep it is told. */
export type SweptOwner = { channelId: string | null; conversationId: string | null; userId: string | null; at: string; caseNumber: string };

export type Scrub = {
  itemId: string;
  scope: ItemScope;
  /** As part of which scope it is shown. */
  shownIn: Scope;
  owner: SweptOwner;
  people: ReadonlySet<string>;
  properties: readonly string[];
  patterns: ReadonlySet<string>;
};

type VersionRow = { hash: string; json: string; property: string };

/** The statements that take values out of all versions of an item's properties, those that a write just added aside. */
export async function scrubVersions(scrub: Scrub, replace: Replace): Promise<Sql[]> {
  const { itemId, scope, people, properties, patterns } = scrub;
  const rows = await (
    await db()
  ).query<VersionRow>(sql`SELECT DISTINCT version.property, value.hash, value.json FROM property_version version
    JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash WHERE version.item_id = ${itemId}`);
  return rows
    .map((row) => ({ ...row, property: decodeText(row.property) }))
    .filter(({ property }) => properties.includes(property))
    .flatMap((row) =>
      scrubVersion(row, { scrub, cleaned: replaceLeaves({ [row.property]: JSON.parse(row.json) }, { scope, people, patterns }, replace) }),
    );
}

function scrubVersion({ property, hash, json }: VersionRow, { scrub, cleaned }: { scrub: Scrub; cleaned: JsonObject }): Sql[] {
  const { itemId } = scrub;
  const value = cleaned[property];
  const text = value === undefined ? null : JSON.stringify(value);
  if (text === json) return [];
  const of = sql`item_id = ${itemId} AND hash = ${hash}`;
  const noted = noteErased(scrub, { property, hash, before: JSON.parse(json), after: value });
  if (text === null)
    return [...noted, sql`UPDATE property_version SET hash = NULL WHERE ${of}`, sql`DELETE FROM property_value WHERE ${of}`];
  const now = hashOf(text);
  return [
    ...noted,
    sql`INSERT INTO property_value (item_id, hash, json) VALUES (${itemId}, ${now}, ${text}) ON CONFLICT (item_id, hash) DO NOTHING`,
    sql`UPDATE property_version SET hash = ${now} WHERE ${of}`,
    sql`DELETE FROM property_value WHERE ${of}`,
  ];
}

type Scrubbed = { property: string; hash: string; before: JsonValue; after: JsonValue | undefined };

/** So that going back shows that something was here. */
function noteErased({ itemId, shownIn, people, owner }: Scrub, { property, hash, before, after }: Scrubbed): Sql[] {
  const { at, caseNumber, ...ids } = owner;
  const isData = (key: string) => people.has(key) || looksLikeData(key);
  const name = formatPointer([isData(property) ? anyKey : property]);
  return listErasedPlaces(before, after, isData).map((place) =>
    insertErasedVersions({ itemId, scope: shownIn, hash, path: name + place, ...ids }, { at, caseNumber }),
  );
}

/** As lib/state files values. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

type LeafPlace = { scope: ItemScope; people: ReadonlySet<string>; patterns: ReadonlySet<string> };

/** An item with all leaves of some patterns replaced. The last of a list go first, so that those before keep their places. */
export function replaceLeaves(data: JsonObject, { scope, people, patterns }: LeafPlace, replace: Replace): JsonObject {
  const paths = listLeaves(scope, data, people)
    .leaves.filter(({ pattern }) => patterns.has(pattern))
    .map(({ path }) => path);
  return replaceAt(data, paths, replace);
}

export function replaceAt(data: JsonObject, paths: readonly string[], replace: Replace): JsonObject {
  const lastFirst = [...paths].sort(byPlace).reverse();
  return lastFirst.reduce((root, path) => (replacePlace(root, path, replace(leafAt(root, path))) ?? {}) as JsonObject, data);
}

function leafAt(root: JsonObject, path: string): JsonValue {
  return parsePointer(path).reduce<JsonValue>((at, key) => (at as JsonObject)[key] as JsonValue, root);
}

function byPlace(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

/** What hangs on items that go whole: every version and value, and what was lost or noted there. */
export function forgetItems(itemIds: readonly string[]): Sql[] {
  return inChunks(itemIds).flatMap((ids) =>
    [sql`property_version`, sql`property_value`, sql`lost_value`, sql`item_encoding`, sql`fact_note`].map(
      (table) => sql`DELETE FROM ${table} WHERE item_id IN (${join(ids)})`,
    ),
  );
}
