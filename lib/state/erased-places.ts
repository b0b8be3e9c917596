import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type ErasedPlace, formatPointer, isScope, parsePointer, type Scope } from "@/lib/model";
import { hashOf } from "./commit-items";
import { maxSeq } from "./read-items-at";
import { type ScopeAddress, scopeItemIds } from "./scope-items";

/** Whose item it is, and as part of which scope it is shown. */
export type ErasedOwner = {
  itemId: string;
  scope: Scope | "unclassified";
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
};

/** A place in the version that a state write left of a property; `path` begins with the property's name. */
export type NewErasedPlace = ErasedOwner & { propertyId: string; writeSeq: number; path: string };

/** When and in which case; from state write `beforeSeq` on there is nothing to tell. */
export type Erasing = { at: string; caseNumber: string; beforeSeq: number };

/** For the transaction that takes the values away. */
export function insertErasedPlaces(places: readonly NewErasedPlace[], { at, caseNumber, beforeSeq }: Erasing): Sql[] {
  return inChunks(places).map((some) => {
    const rows = some.map(({ itemId, propertyId, writeSeq, path, scope, ...owner }) => {
      const [channelId, conversationId, userId] = [owner.channelId, owner.conversationId, owner.userId].map(encodeOrNull);
      const place = [itemId, propertyId, writeSeq, encodeText(path), beforeSeq];
      return sql`(${join([...place, scope, channelId, conversationId, userId, at, caseNumber])})`;
    });
    return sql`INSERT INTO erased_place
      (item_id, property_id, write_seq, path, before_seq, scope, channel_id, conversation_id, user_id, at, case_number)
      VALUES ${join(rows)} ON CONFLICT (item_id, property_id, write_seq, path) DO NOTHING`;
  });
}

/**
 * The same for all versions of a property that hold something (or those with one value), before they are taken away. Each is told of until
 * the next version that there was.
 */
export function insertErasedVersions(
  { itemId, scope, path, ...place }: ErasedOwner & { path: string; hash?: string; propertyId?: string },
  { at, caseNumber }: Omit<Erasing, "beforeSeq">,
): Sql {
  const [channelId, conversationId, userId] = [place.channelId, place.conversationId, place.userId].map(encodeOrNull);
  const text = (value: string | null | undefined) => sql`CAST(${value ?? null} AS TEXT)`;
  const hash = place.hash === undefined ? sql`hash IS NOT NULL` : sql`hash = ${place.hash}`;
  const property = place.propertyId === undefined ? sql`1 = 1` : sql`property_id = ${place.propertyId}`;
  return sql`INSERT INTO erased_place
    (item_id, property_id, write_seq, path, before_seq, scope, channel_id, conversation_id, user_id, at, case_number)
    SELECT version.item_id, version.property_id, version.write_seq, ${text(encodeText(path))},
      COALESCE((SELECT min(later.write_seq) FROM property_version later WHERE later.item_id = version.item_id
        AND later.property_id = version.property_id AND later.write_seq > version.write_seq), ${maxSeq}),
      ${text(scope)}, ${text(channelId)}, ${text(conversationId)}, ${text(userId)}, ${text(at)}, ${text(caseNumber)}
    FROM property_version version WHERE item_id = ${itemId} AND ${hash} AND ${property}
    ON CONFLICT (item_id, property_id, write_seq, path) DO NOTHING`;
}

function encodeOrNull(id: string | null): string | null {
  return id === null ? null : encodeText(id);
}

type Row = { scope: string; path: string; at: string; case_number: string; write_seq: number };

/** What stood in the scopes of an address right after state write `seq` and was erased since. */
export async function listErasedAt(address: ScopeAddress, seq: number): Promise<ErasedPlace[]> {
  const until = Math.min(seq, maxSeq);
  const later = (table: Sql) => sql`SELECT 1 FROM ${table} later WHERE later.item_id = place.item_id
    AND later.property_id = place.property_id AND later.write_seq > place.write_seq AND later.write_seq <= ${until}`;
  const rows = await (await db()).query<Row>(sql`SELECT scope, path, at, case_number, write_seq FROM erased_place place
    WHERE item_id IN (${join(scopeItemIds(address))}) AND write_seq <= ${until} AND before_seq > ${until}
      AND (user_id IS NULL OR user_id = ${encodeText(address.userId)})
      AND NOT EXISTS (${later(sql`property_version`)}) AND NOT EXISTS (${later(sql`erased_place`)})
    ORDER BY scope, path`);
  return rows.flatMap(toPlace);
}

/** What a state write had set and was erased since. */
export async function listErasedOfWrite(writeSeq: number): Promise<ErasedPlace[]> {
  const rows = await (await db()).query<Row>(sql`SELECT scope, path, at, case_number, write_seq FROM erased_place
    WHERE write_seq = ${writeSeq} ORDER BY scope, path`);
  return rows.flatMap(toPlace);
}

/** What was taken out of the versions of a property, with the versions that are not there any more. */
export async function listErasedOfProperty({ itemId, property }: { itemId: string; property: string }): Promise<ErasedPlace[]> {
  const rows = await (await db()).query<Row>(sql`SELECT scope, path, at, case_number, write_seq FROM erased_place
    WHERE item_id = ${itemId} AND property_id = ${hashOf(encodeText(property))} ORDER BY write_seq`);
  return rows.flatMap(toPlace);
}

/** When the newest state write up to and with `seq` was made; "" before the first. */
export async function timeOfWrite(seq: number): Promise<string> {
  const [row] = await (await db()).query<{ at: string }>(
    sql`SELECT at FROM state_write WHERE seq <= ${Math.min(seq, maxSeq)} ORDER BY seq DESC LIMIT 1`,
  );
  return row?.at ?? "";
}

/** A dialog is one property of its item, and its places are told from there. */
function toPlace({ scope, path, at, case_number: erasedBy, write_seq: version }: Row): ErasedPlace[] {
  if (!isScope(scope)) return [];
  return [
    { scope, path: scope === "dialog" ? formatPointer(parsePointer(decodeText(path)).slice(1)) : decodeText(path), at, erasedBy, version },
  ];
}
