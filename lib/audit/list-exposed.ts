import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { type ExposedList, type ExposedRequest, HarnessError, unmaskingMinutes } from "@/lib/model";
import { lookingActions } from "./consultations";
import { peopleOfRefs } from "./refs-of-person";

const maxListed = 1000;
const minuteMs = 60_000;

type ExposedRow = { ref: string; first_at: string; last_at: string; entries: number; unmasked: number };

/**
 * Whose data an account, or everybody with a role, could see between two times: what is asked after a breach. An unmasking counts for the ten
 * minutes that it lasts, and what is looked at for the minute in which it is on record once.
 */
export async function listExposed(request: ExposedRequest): Promise<ExposedList> {
  const where = sql`${didBy(request)} AND outcome = 'done' AND ${duringOf(request)}`;
  const database = await db();
  const rows = await database.aside<ExposedRow>(sql`SELECT ref, min(at) AS first_at, max(at) AS last_at, count(*) AS entries,
    max(CASE WHEN action = 'person.unmasked' OR counts LIKE '%"unmasked":%' THEN 1 ELSE 0 END) AS unmasked
    FROM audit_entry JOIN audit_subject ON audit_subject.seq = audit_entry.seq WHERE ${where} GROUP BY ref ORDER BY unmasked DESC, first_at, ref`);
  const [counted] = await database.aside<{ entries: number }>(sql`SELECT count(*) AS entries FROM audit_entry WHERE ${where}`);
  const people = await peopleOfRefs(rows.map(({ ref }) => ref));
  return {
    subjects: rows.slice(0, maxListed).map((row) => toSubject(row, people.get(row.ref) ?? null)),
    subjectCount: rows.length,
    unmaskedCount: rows.filter(({ unmasked }) => unmasked === 1).length,
    peopleCount: new Set(people.values()).size,
    entries: counted?.entries ?? 0,
  };
}

function didBy({ actor, role }: ExposedRequest): Sql {
  if (actor === undefined && role === undefined)
    throw new HarnessError("invalid_request", "Say whose view is asked about: give actor, role or both.");
  const conditions = [
    ...(actor === undefined ? [] : [sql`actor = ${encodeText(actor)}`]),
    ...(role === undefined ? [] : [sql`roles LIKE ${`%"${role}"%`}`]),
  ];
  return join(conditions, " AND ");
}

function duringOf({ from, to }: ExposedRequest): Sql {
  const earlier = (minutes: number) => new Date(Date.parse(from) - minutes * minuteMs).toISOString();
  return sql`at < ${to} AND ((action IN (${join(lookingActions)}) AND at >= ${earlier(1)})
    OR (action = 'person.unmasked' AND at >= ${earlier(unmaskingMinutes)}))`;
}

function toSubject({ ref, first_at, last_at, entries, unmasked }: ExposedRow, personId: string | null): ExposedList["subjects"][number] {
  return { ref, personId, firstAt: first_at, lastAt: last_at, entries, isUnmasked: unmasked === 1 };
}
