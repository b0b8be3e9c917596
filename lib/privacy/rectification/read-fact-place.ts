import { db, decodeText, sql } from "@/lib/db";
import { isCurrent } from "@/lib/memory";
import { getPlace, HarnessError, type JsonObject, type JsonValue, type LeafType, type Sight } from "@/lib/model";

/** One fact of a person with the value as its item holds it, whole. */
export type FactPlace = {
  factId: number;
  itemId: string;
  identityId: string;
  botId: string;
  pathId: string;
  path: string;
  scope: string;
  pattern: string;
  type: LeafType;
  value: Scalar;
  eTag: string;
};

export type Scalar = string | number | boolean | null;

type Row = {
  id: number;
  item_id: string;
  identity_id: string;
  path_id: string;
  path: string;
  type: LeafType;
  bot_id: string;
  scope: string;
  pattern: string;
  data: string | null;
  etag: string | null;
};

/** Throws `fact_not_found`, and `values_masked` for whoever may not see it: what cannot be seen must not be corrected. */
export async function readFactPlace({ personId, factId }: { personId: string; factId: number }, sight: Sight): Promise<FactPlace> {
  const [row] = await (await db()).query<Row>(sql`SELECT fact.id, fact.item_id, fact.identity_id, fact.path_id, fact.path, fact.type,
      path.bot_id, path.scope, path.pattern, item.data, item.etag
    FROM fact JOIN identity ON identity.id = fact.identity_id JOIN dictionary_path path ON path.id = fact.path_id
      JOIN store_item item ON item.id = fact.item_id
    WHERE identity.person_id = ${personId} AND fact.id = ${factId} AND ${await isCurrent()}`);
  if (!row || row.data === null || row.etag === null) throw new HarnessError("fact_not_found", "This fact is no longer remembered.");
  const botId = decodeText(row.bot_id);
  if (!sight.sees(botId, personId)) {
    throw new HarnessError("values_masked", "This person's values are masked. Unmask the person, with a reason, to correct them.");
  }
  const path = decodeText(row.path);
  const value = getPlace(JSON.parse(row.data) as JsonObject, path);
  if (!isScalar(value)) throw new HarnessError("fact_not_found", "This fact is no longer remembered.");
  return {
    factId: row.id,
    itemId: row.item_id,
    identityId: row.identity_id,
    botId,
    pathId: row.path_id,
    path,
    scope: row.scope,
    pattern: decodeText(row.pattern),
    type: row.type,
    value,
    eTag: row.etag,
  };
}

function isScalar(value: JsonValue | undefined): value is Scalar {
  return value !== undefined && (value === null || typeof value !== "object");
}
