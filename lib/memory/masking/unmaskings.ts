import { randomUUID } from "node:crypto";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { type Caller, notFound, type Unmasking, unmaskingMinutes } from "@/lib/model";
import { requirePerson } from "../people/require-person";

type Row = { id: string; person_id: string; by: string; reason: string; at: string; until: string };

/** The caller sees the person's values for ten minutes; that, by whom and why is kept for good. Throws `person_not_found` and `person_linked`. */
export async function unmaskPerson(
  personId: string,
  { caller, by, reason }: { caller: Pick<Caller, "id">; by: string; reason: string },
): Promise<Unmasking> {
  await requirePerson(personId);
  const now = new Date();
  const until = new Date(now.getTime() + unmaskingMinutes * 60_000);
  const row = { id: randomUUID(), person_id: personId, by, reason, at: now.toISOString(), until: until.toISOString() };
  await (await db()).execute(sql`INSERT INTO unmasking (id, person_id, "by", caller_id, reason, at, until)
    VALUES (${row.id}, ${personId}, ${encodeText(by)}, ${encodeText(caller.id)}, ${encodeText(reason)}, ${row.at}, ${row.until})`);
  bus().publish({ type: "masking" });
  return toUnmasking(row, now);
}

/** Masks the person again. Ending what has ended changes nothing. Throws `unmasking_not_found`. */
export async function endUnmasking(id: string): Promise<Unmasking> {
  const now = new Date();
  await (await db()).execute(
    sql`UPDATE unmasking SET until = ${now.toISOString()} WHERE id = ${encodeText(id)} AND until > ${now.toISOString()}`,
  );
  const [ended] = await selectUnmaskings(sql`id = ${encodeText(id)}`, now);
  if (!ended) throw notFound("unmasking_not_found");
  bus().publish({ type: "masking" });
  return ended;
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
  const rows = await (await db()).query<Row>(sql`SELECT id, person_id, "by", reason, at, until FROM unmasking WHERE ${where}`);
  return rows.map((row) => toUnmasking({ ...row, by: decodeText(row.by), reason: decodeText(row.reason) }, now));
}

function toUnmasking({ person_id, ...row }: Row, now: Date): Unmasking {
  return { ...row, personId: person_id, isActive: row.until > now.toISOString() };
}
