import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import {
  anyItem,
  anyKey,
  type ErasedMark,
  type ErasedPlace,
  type HandWrite,
  isEqualJson,
  type JsonValue,
  parsePointer,
  type StateWriter,
} from "@/lib/model";
import { hashOf } from "./commit-items";
import { listErasedOfProperty } from "./erased-places";
import { maxSeq, writerOf } from "./read-items-at";

/** A value that a place in a property has had since state write `seq`; undefined when it was removed. */
export type PastValue = {
  seq: number;
  at: string;
  kind: HandWrite["kind"] | "turn";
  by: StateWriter;
  conversationId: string | null;
  afterTurn: number;
  value: JsonValue | undefined;
  /** Where in the property it was; items of arrays move. */
  path: readonly string[];
  /** It was erased since, or something in it. */
  erased?: ErasedMark;
};

/** Finds the value in a version of the property, undefined when that was removed; asked from the newest version to the oldest. */
export type PickValue = (value: JsonValue | undefined) => Pick<PastValue, "value" | "path">;

type VersionRow = {
  seq: number;
  json: string | null;
  at: string;
  kind: string;
  by: string;
  conversation_id: string | null;
  after_turn: number;
};

/** Looked at in one go; a property that is written each turn has as many versions as turns. */
const maxVersions = 5000;

export type PastValues = {
  values: PastValue[];
  /** The oldest write that was looked at, when there are versions older than that; else null. */
  goesOnBefore: number | null;
};

/** What a property was after each of its newest writes. */
export type PropertyVersions = { versions: Omit<PastValue, "path" | "erased">[]; erased: ErasedPlace[]; goesOnBefore: number | null };

type PropertyPlace = { itemId: string; property: string; until: number };

/**
 * The values that `pick` finds in a property, one after another, newest first, up to state write `until`. Writes that left the value as
 * it was are left out.
 */
export async function listValues(place: PropertyPlace, pick: PickValue): Promise<PastValues> {
  return valuesIn(await readPropertyVersions(place, maxVersions), pick);
}

/** The newest versions of a property, to look for several values in. */
export async function readPropertyVersions({ itemId, property, until }: PropertyPlace, limit: number): Promise<PropertyVersions> {
  const propertyId = hashOf(encodeText(property));
  const erased = await listErasedOfProperty({ itemId, property });
  const versions = erased.length === 0 ? sql`property_version` : sql`(${withErased(itemId, propertyId)})`;
  const rows = await (await db()).query<VersionRow>(sql`SELECT version.write_seq AS seq, value.json, state_write.at, state_write.kind,
      state_write.by, state_write.conversation_id, state_write.after_turn
    FROM ${versions} version
    JOIN state_write ON state_write.seq = version.write_seq
    LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id = ${itemId} AND version.property_id = ${propertyId} AND version.write_seq <= ${Math.min(until, maxSeq)}
    ORDER BY version.write_seq DESC LIMIT ${limit + 1}`);
  return { versions: rows.map(toVersion), erased, goesOnBefore: (rows.length > limit ? rows[limit - 1]?.seq : undefined) ?? null };
}

/** Versions, and those that went whole with what they held. */
function withErased(itemId: string, propertyId: string): Sql {
  const ofProperty = sql`item_id = ${itemId} AND property_id = ${propertyId}`;
  return sql`SELECT item_id, property_id, write_seq, hash FROM property_version WHERE ${ofProperty}
    UNION ALL SELECT DISTINCT item_id, property_id, write_seq, CAST(NULL AS TEXT) AS hash FROM erased_place WHERE ${ofProperty}
      AND NOT EXISTS (SELECT 1 FROM property_version kept WHERE kept.item_id = erased_place.item_id
        AND kept.property_id = erased_place.property_id AND kept.write_seq = erased_place.write_seq)`;
}

export function valuesIn({ versions, erased, goesOnBefore }: PropertyVersions, pick: PickValue): PastValues {
  const values = versions.map((version): PastValue => {
    const found = { ...version, ...pick(version.value) };
    const mark = erased.find((place) => place.version === version.seq && concerns(place, found));
    return mark ? { ...found, erased: { at: mark.at, erasedBy: mark.erasedBy } } : found;
  });
  return { values: withoutRepetitions(values, goesOnBefore ?? 0), goesOnBefore };
}

/** Where nothing is, what was erased there or around it; where something is, what was erased in it. */
function concerns({ path, scope }: ErasedPlace, { value, path: place }: PastValue): boolean {
  const erased = parsePointer(path).slice(scope === "dialog" ? 0 : 1);
  if (value === undefined ? erased.length > place.length : erased.length <= place.length) return false;
  const shorter = Math.min(erased.length, place.length);
  return erased.slice(0, shorter).every((part, index) => part === place[index] || part === anyKey || part === anyItem);
}

function toVersion(row: VersionRow): PropertyVersions["versions"][number] {
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind as PastValue["kind"],
    by: writerOf(row),
    conversationId: row.conversation_id === null ? null : decodeText(row.conversation_id),
    afterTurn: row.after_turn,
    value: row.json === null ? undefined : (JSON.parse(row.json) as JsonValue),
  };
}

/** Of several versions with one value the oldest set it. A place that was never there before its first value has no entry for that. */
function withoutRepetitions(newestFirst: readonly PastValue[], sinceSeq: number): PastValue[] {
  return newestFirst.filter(({ value, erased, seq }, index) => {
    if (seq < sinceSeq) return false;
    const earlier = newestFirst[index + 1];
    if (!earlier) return value !== undefined || erased !== undefined;
    if (value === undefined) return earlier.value !== undefined || (erased === undefined) !== (earlier.erased === undefined);
    return earlier.value === undefined || !isEqualJson(value, earlier.value);
  });
}
