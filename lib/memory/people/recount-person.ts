import { type Sql, sql } from "@/lib/db";

/** Makes the counts of a person those of its identities. */
export function recountPerson(personId: string): Sql {
  return sql`UPDATE person SET facts = counted.facts, bytes = counted.bytes, oldest_seq = counted.oldest
    FROM (SELECT count(fact.id) AS facts, COALESCE(sum(octet_length(fact.value)), 0) AS bytes, min(fact.write_seq) AS oldest
      FROM identity LEFT JOIN fact ON fact.identity_id = identity.id WHERE identity.person_id = ${personId}) counted
    WHERE person.id = ${personId}`;
}
