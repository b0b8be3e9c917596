import { randomUUID } from "node:crypto";
import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";

export type RestrictionKind = "restriction" | "objection";

export type Restriction = {
  id: string;
  identityId: string;
  kind: RestrictionKind;
  reason: string;
  caseNumber: string | null;
  by: string;
  at: string;
  /** The day on which the person was told that it will be lifted. */
  noticeOn: string | null;
  liftedBy: string | null;
  liftedAt: string | null;
};

type Row = Record<"id" | "identity_id" | "kind" | "reason" | "by" | "at", string> &
  Record<"case_number" | "notice_on" | "lifted_by" | "lifted_at", string | null>;

type NewRestriction = { identityIds: readonly string[]; kind: RestrictionKind; reason: string; caseNumber: string | null; by: string };

/** One for each account. Call `standingChanged` once it is committed. */
export function restrictStatements({ identityIds, kind, reason, caseNumber, by }: NewRestriction, at: string): Sql[] {
  return identityIds.map(
    (identityId) => sql`INSERT INTO restriction (id, identity_id, kind, reason, case_number, by, at)
      VALUES (${randomUUID()}, ${identityId}, ${kind}, ${encodeText(reason)}, ${caseNumber}, ${encodeText(by)}, ${at})`,
  );
}

/** Before a restriction is lifted the person is told (Art. 18(3)): `noticeOn` is the day, YYYY-MM-DD. Call `standingChanged` once it is committed. */
export function liftStatements(ids: readonly string[], { noticeOn, by, at }: { noticeOn: string; by: string; at: string }): Sql[] {
  if (ids.length === 0) return [];
  if (noticeOn > at.slice(0, 10)) {
    throw new HarnessError("invalid_request", "The person must have been told before a restriction is lifted: give a day that has come.");
  }
  return [
    sql`UPDATE restriction SET notice_on = ${noticeOn}, lifted_by = ${encodeText(by)}, lifted_at = ${at}
      WHERE id IN (${join(ids)}) AND lifted_at IS NULL`,
  ];
}

/** The newest first, those that were lifted too. */
export async function listRestrictions(identityIds: readonly string[]): Promise<Restriction[]> {
  if (identityIds.length === 0) return [];
  const rows = await (await db()).query<Row>(sql`SELECT id, identity_id, kind, reason, case_number, by, at, notice_on, lifted_by, lifted_at
    FROM restriction WHERE identity_id IN (${join(identityIds)}) ORDER BY at DESC, id`);
  return rows.map((row) => ({
    id: row.id,
    identityId: row.identity_id,
    kind: row.kind as RestrictionKind,
    reason: decodeText(row.reason),
    caseNumber: row.case_number,
    by: decodeText(row.by),
    at: row.at,
    noticeOn: row.notice_on,
    liftedBy: row.lifted_by === null ? null : decodeText(row.lifted_by),
    liftedAt: row.lifted_at,
  }));
}
