import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type HandWrite, isEqualJson, type JsonValue, type StateWriter } from "@/lib/model";
import { hashOf } from "./commit-items";
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
export type PropertyVersions = { versions: Omit<PastValue, "path">[]; goesOnBefore: number | null };

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
  const rows = await (await db()).query<VersionRow>(sql`SELECT version.write_seq AS seq, value.json, state_write.at, state_write.kind,
      state_write.by, state_write.conversation_id, state_write.after_turn
    FROM property_version version
    JOIN state_write ON state_write.seq = version.write_seq
    LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id = ${itemId} AND version.property_id = ${hashOf(encodeText(property))} AND version.write_seq <= ${Math.min(until, maxSeq)}
    ORDER BY version.write_seq DESC LIMIT ${limit + 1}`);
  return { versions: rows.map(toVersion), goesOnBefore: (rows.length > limit ? rows[limit - 1]?.seq : undefined) ?? null };
}

export function valuesIn({ versions, goesOnBefore }: PropertyVersions, pick: PickValue): PastValues {
  const values = versions.map((version) => ({ ...version, ...pick(version.value) }));
  return { values: withoutRepetitions(values, goesOnBefore ?? 0), goesOnBefore };
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
  return newestFirst.filter(({ value, seq }, index) => {
    if (seq < sinceSeq) return false;
    const earlier = newestFirst[index + 1];
    if (!earlier) return value !== undefined;
    return value === undefined ? earlier.value !== undefined : earlier.value === undefined || !isEqualJson(value, earlier.value);
  });
}
