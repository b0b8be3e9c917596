import { type Db, db, encodeText, join, minPartLength, type Sql, sql, textMatches } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import type { PeopleRequest, Sight } from "@/lib/model";
import { hiddenBots } from "./hidden";
import { matchesFilter } from "./person-filter";

/** Whom a search found. */
export type Found = { folded: string; match: "part" | "exact"; personIds: string[]; isCapped: boolean };

/** Beyond this many people a search wants more letters. */
const maxFound = 1000;

/** As many hits are looked through for them: one person may have many. */
const maxHits = 20_000;

/** So much of a value stands in the index. */
const maxFolded = 200;

/**
 * People by a name, an id or a value. Where the reader may not see what a bot remembers, only whole texts find anything: with parts
 * one could feel one's way to a value letter by letter.
 */
export async function findPeople(request: PeopleRequest, sight: Sight): Promise<Found> {
  const folded = foldText(request.query ?? "");
  const match = [...folded].length < minPartLength ? "exact" : request.match;
  const database = await db();
  const hits = [...exactHits(folded), ...(match === "part" ? partHits(database, { folded, hidden: await hiddenBots(sight) }) : [])];
  const rows = await database.aside<{ person_id: string }>(sql`SELECT DISTINCT hit.person_id FROM (
      ${join(
        hits.map((from) => limited(from, request)),
        " UNION ALL ",
      )}) hit LIMIT ${maxFound + 1}`);
  const personIds = rows.slice(0, maxFound).map((row) => row.person_id);
  return { folded, match, personIds, isCapped: rows.length > maxFound };
}

function limited(from: Sql, request: PeopleRequest): Sql {
  return sql`SELECT * FROM (SELECT person.id AS person_id ${from} AND ${matchesFilter(request)} LIMIT ${maxHits}) portion`;
}

const itsPerson = sql`JOIN identity ON identity.id = fact.identity_id JOIN person ON person.id = identity.person_id`;

function exactHits(folded: string): Sql[] {
  const hash = sql`CAST(${textHash(folded)} AS BIGINT)`;
  return [
    sql`FROM fact ${itsPerson} WHERE ${isWhole(folded)}`,
    sql`FROM identity JOIN person ON person.id = identity.person_id WHERE identity.name_hash = ${hash}`,
    sql`FROM identity JOIN person ON person.id = identity.person_id WHERE identity.user_hash = ${hash}`,
  ];
}

/** The condition that a fact's value is this text. */
export function isWhole(folded: string): Sql {
  return sql`(fact.value_hash = CAST(${textHash(folded)} AS BIGINT) AND fact.folded = ${encodeText(folded.slice(0, maxFolded))})`;
}

function partHits({ provider }: Db, { folded, hidden }: { folded: string; hidden: readonly string[] }): Sql[] {
  const isOpen = (botId: Sql): Sql => (hidden.length === 0 ? sql`1 = 1` : sql`${botId} NOT IN (${join(hidden.map(encodeText))})`);
  const isKnown =
    hidden.length === 0
      ? sql`1 = 1`
      : sql`NOT EXISTS (SELECT 1 FROM acquaintance
    WHERE acquaintance.identity_id = identity.id AND acquaintance.bot_id IN (${join(hidden.map(encodeText))}))`;
  return [
    sql`FROM ${textMatches(provider, "identity", folded)} JOIN person ON person.id = identity.person_id WHERE ${isKnown}`,
    sql`FROM ${textMatches(provider, "fact", folded)} ${itsPerson} JOIN dictionary_path path ON path.id = fact.path_id
      WHERE ${isOpen(sql`path.bot_id`)}`,
  ];
}
