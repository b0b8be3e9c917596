import { createHash } from "node:crypto";
import { db, decodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type ItemScope, type JsonObject, type JsonValue, listLeaves, parsePointer, replacePlace } from "@/lib/model";

/** What becomes of a value whose time is over; undefined removes it. */
export type Replace = (value: JsonValue) => JsonValue | undefined;

export type Scrub = {
  itemId: string;
  scope: ItemScope;
  people: ReadonlySet<string>;
  properties: readonly string[];
  patterns: ReadonlySet<string>;
};

type VersionRow = { hash: string; json: string; property: string };

/** The statements that take values out of all versions of an item's properties, those that a write just added aside. */
export async function scrubVersions({ itemId, scope, people, properties, patterns }: Scrub, replace: Replace): Promise<Sql[]> {
  const rows = await (
    await db()
  ).query<VersionRow>(sql`SELECT DISTINCT version.property, value.hash, value.json FROM property_version version
    JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash WHERE version.item_id = ${itemId}`);
  return rows
    .map((row) => ({ ...row, property: decodeText(row.property) }))
    .filter(({ property }) => properties.includes(property))
    .flatMap((row) =>
      scrubVersion(row, { itemId, cleaned: replaceLeaves({ [row.property]: JSON.parse(row.json) }, { scope, people, patterns }, replace) }),
    );
}

function scrubVersion({ property, hash, json }: VersionRow, { itemId, cleaned }: { itemId: string; cleaned: JsonObject }): Sql[] {
  const value = cleaned[property];
  const text = value === undefined ? null : JSON.stringify(value);
  if (text === json) return [];
  const of = sql`item_id = ${itemId} AND hash = ${hash}`;
  if (text === null) return [sql`UPDATE property_version SET hash = NULL WHERE ${of}`, sql`DELETE FROM property_value WHERE ${of}`];
  const now = hashOf(text);
  return [
    sql`INSERT INTO property_value (item_id, hash, json) VALUES (${itemId}, ${now}, ${text}) ON CONFLICT (item_id, hash) DO NOTHING`,
    sql`UPDATE property_version SET hash = ${now} WHERE ${of}`,
    sql`DELETE FROM property_value WHERE ${of}`,
  ];
}

/** As lib/state files values. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

type LeafPlace = { scope: ItemScope; people: ReadonlySet<string>; patterns: ReadonlySet<string> };

/** An item with all leaves of some patterns replaced. The last of a list go first, so that those before keep their places. */
function replaceLeaves(data: JsonObject, { scope, people, patterns }: LeafPlace, replace: Replace): JsonObject {
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
