import { db, join, type Sql, sql } from "@/lib/db";

type Due = { identity_id: string; write_seq: number };

const peopleAtOnce = 50;

/** Counts the facts of people again of whom a write changed some; answers how many there were, at most fifty. */
export async function countDuePeople(): Promise<number> {
  const { query, aside, transaction } = await db();
  const due = await query<Due>(sql`SELECT identity_id, write_seq FROM person_due LIMIT ${peopleAtOnce}`);
  if (due.length === 0) return 0;
  // Asked aside first, so that what has to come from the disk is there when the writer counts: turns wait for it, and not for the disk.
  await aside(countsOf(due.map(({ identity_id }) => identity_id)));
  const ids = due.map(({ identity_id }) => identity_id).sort();
  await transaction([...ids.map(recountPersonOf), ...due.map(forget)]);
  return due.length;
}

function countsOf(identityIds: readonly string[]): Sql {
  return sql`SELECT person.id, person.facts, count(fact.id) AS now, sum(octet_length(fact.value)) AS bytes, min(fact.write_seq) AS oldest
    FROM person JOIN identity ON identity.person_id = person.id LEFT JOIN fact ON fact.identity_id = identity.id
    WHERE person.id IN (SELECT person_id FROM identity WHERE id IN (${join([...identityIds])})) GROUP BY person.id, person.facts`;
}

/** Written again meanwhile, a person stays to be counted. */
function forget({ identity_id, write_seq }: Due): Sql {
  return sql`DELETE FROM person_due WHERE identity_id = ${identity_id} AND write_seq = ${write_seq}`;
}

function recountPersonOf(identityId: string): Sql {
  return recount(sql`(SELECT person_id FROM identity WHERE id = ${identityId})`);
}

/** Makes the counts of a person those of its identities. */
export function recountPerson(personId: string): Sql {
  return recount(sql`${personId}`);
}

/** A row that is right already is left alone: of each of its orders an index would be written. */
function recount(personId: Sql): Sql {
  return sql`UPDATE person SET facts = counted.facts, bytes = counted.bytes, oldest_seq = counted.oldest
    FROM (SELECT count(fact.id) AS facts, COALESCE(sum(octet_length(fact.value)), 0) AS bytes, min(fact.write_seq) AS oldest
      FROM identity LEFT JOIN fact ON fact.identity_id = identity.id WHERE identity.person_id = ${personId}) counted
    WHERE person.id = ${personId} AND (person.facts <> counted.facts OR person.bytes <> counted.bytes
      OR COALESCE(person.oldest_seq, -1) <> COALESCE(counted.oldest, -1))`;
}
