import { join, type Sql, sql } from "@/lib/db";

/** Rows of the table `fact`, as a condition on it. */
export type FactRows = { itemId: string; pathHashes: readonly string[] }[];

/** The condition that a fact, under this name of its table, is one of the rows. */
export function isOneOf(table: "fact" | "other", rows: FactRows): Sql {
  const conditions = rows.map(({ itemId, pathHashes }) =>
    table === "fact"
      ? sql`(fact.item_id = ${itemId} AND fact.path_hash IN (${join([...pathHashes])}))`
      : sql`(other.item_id = ${itemId} AND other.path_hash IN (${join([...pathHashes])}))`,
  );
  return sql`(${join(conditions, " OR ")})`;
}

/**
 * Takes facts out of the counts of their paths and people, or adds them. A path counts a person once, so who has the path elsewhere too
 * makes no difference to it. Run it before rows go or change, and after they came.
 */
export function countFacts(rows: FactRows, sign: 1 | -1): Sql[] {
  return [countInDictionary(rows, sign), countForPeople(rows, sign)];
}

function countInDictionary(rows: FactRows, sign: 1 | -1): Sql {
  return sql`UPDATE dictionary_path SET people = dictionary_path.people + CAST(${sign} AS INTEGER) * counted.people,
      facts = dictionary_path.facts + CAST(${sign} AS INTEGER) * counted.facts, bytes = dictionary_path.bytes + CAST(${sign} AS INTEGER) * counted.bytes
    FROM (SELECT pair.path_id, sum(pair.facts) AS facts, sum(pair.bytes) AS bytes,
        sum(CASE WHEN pair.identity_id IS NULL OR EXISTS (SELECT 1 FROM fact other
            WHERE other.path_id = pair.path_id AND other.identity_id = pair.identity_id AND NOT ${isOneOf("other", rows)})
          THEN 0 ELSE 1 END) AS people
      FROM (SELECT path_id, identity_id, count(*) AS facts, sum(octet_length(value)) AS bytes
        FROM fact WHERE ${isOneOf("fact", rows)} GROUP BY path_id, identity_id) pair
      GROUP BY pair.path_id) counted
    WHERE dictionary_path.id = counted.path_id`;
}

/** The oldest fact is looked for afterwards (`findOldest`), among all those that count again. */
function countForPeople(rows: FactRows, sign: 1 | -1): Sql {
  return sql`UPDATE person SET facts = person.facts + CAST(${sign} AS INTEGER) * counted.facts,
      bytes = person.bytes + CAST(${sign} AS INTEGER) * counted.bytes, oldest_seq = NULL
    FROM (SELECT identity.person_id, count(*) AS facts, sum(octet_length(fact.value)) AS bytes
      FROM fact JOIN identity ON identity.id = fact.identity_id
      WHERE ${isOneOf("fact", rows)} GROUP BY identity.person_id) counted
    WHERE person.id = counted.person_id`;
}

/** Gives those whose facts were counted anew the write of their oldest one. */
export function findOldest(): Sql {
  return sql`UPDATE person SET oldest_seq = (SELECT min((SELECT min(fact.write_seq) FROM fact WHERE fact.identity_id = identity.id))
      FROM identity WHERE identity.person_id = person.id)
    WHERE oldest_seq IS NULL AND facts > 0`;
}
