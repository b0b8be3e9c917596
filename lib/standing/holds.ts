import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";

/**
 * What must be kept, of a person (by account) or a conversation; with `fromOn` and `untilOn` only what is of these days. Days are YYYY-MM-DD.
 */
export type LegalHold = {
  id: string;
  matter: string;
  identityId: string | null;
  conversationId: string | null;
  fromOn: string | null;
  untilOn: string | null;
  owner: string;
  reviewOn: string;
  by: string;
  at: string;
  releasedBy: string | null;
  releasedAt: string | null;
};

/** Somebody looks at a hold again within this many days. */
export const maxHoldDays = 90;

type Row = Record<"id" | "matter" | "owner" | "review_on" | "by" | "at", string> &
  Record<"identity_id" | "conversation_id" | "from_on" | "until_on" | "released_by" | "released_at", string | null>;

export function holdStatement(hold: Omit<LegalHold, "releasedBy" | "releasedAt">): Sql {
  const { id, matter, identityId, conversationId, fromOn, untilOn, owner, reviewOn, by, at } = hold;
  const days = (Date.parse(reviewOn) - Date.parse(at.slice(0, 10))) / 86_400_000;
  if (!(days >= 0 && days <= maxHoldDays)) {
    throw new HarnessError("invalid_request", `A hold is looked at again within ${maxHoldDays} days: give a day from today to then.`);
  }
  const place = [identityId, conversationId === null ? null : encodeText(conversationId), fromOn, untilOn];
  return sql`INSERT INTO legal_hold (id, matter, identity_id, conversation_id, from_on, until_on, owner, review_on, by, at)
    VALUES (${join([id, encodeText(matter), ...place, encodeText(owner), reviewOn, encodeText(by), at])})`;
}

export function releaseHoldStatement(id: string, { by, at }: { by: string; at: string }): Sql {
  return sql`UPDATE legal_hold SET released_by = ${encodeText(by)}, released_at = ${at} WHERE id = ${id} AND released_at IS NULL`;
}

/** The holds that stand now on any of these, or all of them when nothing is named. */
export async function holdsOn(on?: { identityIds: readonly string[]; conversationIds: readonly string[] }): Promise<LegalHold[]> {
  const any = (column: Sql, ids: readonly string[]): Sql =>
    ids.length === 0 ? sql`1 = 0` : sql`${column} IN (${join(ids.map(encodeText))})`;
  const where = on ? sql`(${any(sql`identity_id`, on.identityIds)} OR ${any(sql`conversation_id`, on.conversationIds)})` : sql`1 = 1`;
  const rows = await (
    await db()
  ).query<Row>(sql`SELECT id, matter, identity_id, conversation_id, from_on, until_on, owner, review_on, by, at, released_by,
    released_at FROM legal_hold WHERE ${where} AND released_at IS NULL ORDER BY review_on, id`);
  return rows.map((row) => ({
    id: row.id,
    matter: decodeText(row.matter),
    identityId: row.identity_id,
    conversationId: row.conversation_id === null ? null : decodeText(row.conversation_id),
    fromOn: row.from_on,
    untilOn: row.until_on,
    owner: decodeText(row.owner),
    reviewOn: row.review_on,
    by: decodeText(row.by),
    at: row.at,
    releasedBy: row.released_by,
    releasedAt: row.released_at,
  }));
}
