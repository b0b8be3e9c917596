import { randomUUID } from "node:crypto";
import { commitAudited } from "@/lib/audit";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { type AuditPurpose, auditPurpose, type Caller, notFound, type Unmasking, unmaskingMinutes } from "@/lib/model";
import { requirePerson } from "../people/require-person";
import { subjectsOfPerson } from "./subjects";

type Row = {
  id: string;
  person_id: string;
  by: string;
  caller_id: string;
  reason: string;
  purpose: string;
  case_number: string | null;
  at: string;
  until: string;
};

export type UnmaskInput = { caller: Caller; by: string; reason: string; purpose: AuditPurpose; caseNumber?: string };

/**
 * The caller sees the person's values for ten minutes; that, by whom and why is kept for good, and nothing is unmasked that is not in the audit log.
 * Throws `person_not_found` and `person_linked`.
 */
export async function unmaskPerson(personId: string, { caller, by, reason, purpose, caseNumber }: UnmaskInput): Promise<Unmasking> {
  await requirePerson(personId);
  const { subjects, botIds } = await subjectsOfPerson(personId);
  const now = new Date();
  const until = new Date(now.getTime() + unmaskingMinutes * 60_000);
  const why = { reason, purpose, case_number: caseNumber ?? null };
  const row = {
    id: randomUUID(),
    person_id: personId,
    by,
    caller_id: caller.id,
    ...why,
    at: now.toISOString(),
    until: until.toISOString(),
  };
  await commitAudited(
    [{ caller, action: "person.unmasked", subjects, purpose, caseNumber }],
    [
      sql`INSERT INTO unmasking (id, person_id, "by", caller_id, reason, purpose, case_number, at, until) VALUES (${row.id}, ${personId},
        ${encodeText(by)}, ${encodeText(caller.id)}, ${encodeText(reason)}, ${purpose}, ${row.case_number}, ${row.at}, ${row.until})`,
    ],
  );
  bus().publish({ type: "masking", callerId: caller.id, botIds });
  return toUnmasking(row, now);
}

/** Masks the person again. Ending what has ended changes nothing. Throws `unmasking_not_found`. */
export async function endUnmasking(id: string, caller: Caller): Promise<Unmasking> {
  const now = new Date();
  const unmasking = await requireUnmasking(id, now);
  if (!unmasking.isActive) return unmasking;
  const { subjects } = await subjectsOfPerson(unmasking.personId);
  const until = now.toISOString();
  await commitAudited(
    [{ caller, action: "person.masked", subjects }],
    [sql`UPDATE unmasking SET until = ${until} WHERE id = ${encodeText(id)} AND until > ${until}`],
  );
  bus().publish({ type: "masking", callerId: unmasking.callerId });
  return requireUnmasking(id, now);
}

async function requireUnmasking(id: string, now: Date): Promise<Unmasking> {
  const [unmasking] = await selectUnmaskings(sql`id = ${encodeText(id)}`, now);
  if (!unmasking) throw notFound("unmasking_not_found");
  return unmasking;
}

type ListUnmaskingsRequest = {
  personId?: string;
  isActive?: boolean;
  /** Only those under which this caller sees. */
  callerId?: string;
};

/** Of one person, or of everybody. */
export async function listUnmaskings({ personId, isActive, callerId }: ListUnmaskingsRequest): Promise<Unmasking[]> {
  const now = new Date();
  const ofPerson = personId === undefined ? sql`1 = 1` : sql`person_id = ${encodeText(personId)}`;
  const since = isActive ? sql`until > ${now.toISOString()}` : sql`1 = 1`;
  const ofCaller = callerId === undefined ? sql`1 = 1` : sql`caller_id = ${encodeText(callerId)}`;
  return selectUnmaskings(sql`${ofPerson} AND ${ofCaller} AND ${since} ORDER BY at DESC, id LIMIT 100`, now);
}

async function selectUnmaskings(where: Sql, now: Date): Promise<Unmasking[]> {
  const rows = await (await db()).query<Row>(
    sql`SELECT id, person_id, "by", caller_id, reason, purpose, case_number, at, until FROM unmasking WHERE ${where}`,
  );
  return rows.map((row) =>
    toUnmasking({ ...row, by: decodeText(row.by), caller_id: decodeText(row.caller_id), reason: decodeText(row.reason) }, now),
  );
}

function toUnmasking({ person_id, case_number, caller_id, purpose, ...row }: Row, now: Date): Unmasking {
  return {
    ...row,
    personId: person_id,
    callerId: caller_id,
    purpose: auditPurpose.parse(purpose),
    caseNumber: case_number,
    isActive: row.until > now.toISOString(),
  };
}
