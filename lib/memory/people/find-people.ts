import { contains, db, encodeText, join, minPartLength, type Provider, type Sql, sql, textMatches, wholeMatches } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import type { PeopleRequest, Sight } from "@/lib/model";
import { isCurrent } from "../expired/judge";
import { hiddenBots } from "./hidden";
import { isKnownBot, isKnownPerson } from "./known-people";
import { matchesFilter } from "./person-filter";

/** Whom a search found. */
export type Found = { folded: string; match: "part" | "exact"; personIds: string[]; isCapped: boolean };

/** Beyond this many people a search wants more letters. */
const maxFound = 1000;

/** As many hits are looked through for them: one person may have many. */
const maxHits = 5000;

/** So much of a value stands in the index. */
const maxFolded = 200;

/**
 * People by a name, an id or a value, among a few if they are given. Where the reader may not see what a bot remembers, only whole texts
 * find anything: with parts one could feel one's way to a value letter by letter.
 */
export async function findPeople(request: PeopleRequest, { few, sight }: { few: readonly string[] | null; sight: Sight }): Promise<Found> {
  const folded = foldText(request.query ?? "");
  const match = [...folded].length < minPartLength ? "exact" : request.match;
  if (few?.length === 0) return { folded, match, personIds: [], isCapped: false };
  const database = await db();
  const search = { folded, few, provider: database.provider, isShown: await isCurrent() };
  const hits = [...exactHits(search, sight), ...(match === "part" ? partHits(search, await hiddenBots(sight)) : [])];
  const rows = await database.aside<{ person_id: string }>(sql`SELECT DISTINCT hit.person_id FROM (
      ${join(
        hits.map((from) => limited(from, { request, sight })),
        " UNION ALL ",
      )}) hit LIMIT ${maxFound + 1}`);
  const personIds = rows.slice(0, maxFound).map((row) => row.person_id);
  return { folded, match, personIds, isCapped: rows.length > maxFound };
}

type Search = { folded: string; few: readonly string[] | null; provider: Provider /** Of facts. */; isShown: Sql };

function limited(from: Sql, { request, sight }: { request: PeopleRequest; sight: Sight }): Sql {
  return sql`SELECT * FROM (SELECT person.id AS person_id ${from} AND ${matchesFilter(request)} AND ${isKnownPerson(sight)} LIMIT ${maxHits}) portion`;
}

const itsPerson = sql`JOIN person ON person.id = identity.person_id`;

function exactHits({ folded, few, provider, isShown }: Search, sight: Sight): Sql[] {
  const hash = sql`CAST(${textHash(folded)} AS BIGINT)`;
  // What somebody is called may have been told to a bot that the reader does not know of.
  const isNamedOpenly = isOpenlyKnown([...sight.unknownBots]);
  const isOne = few === null ? sql`1 = 1` : isOneOf(few);
  const facts = wholeMatches(provider, { folded: folded.slice(0, maxFolded), hash: textHash(folded) });
  return [
    sql`FROM ${facts} JOIN identity ON identity.id = fact.identity_id ${itsPerson} JOIN dictionary_path path ON path.id = fact.path_id
      WHERE ${isWhole(folded)} AND ${isOne} AND ${isKnownBot(sql`path.bot_id`, sight)} AND ${isShown}`,
    sql`FROM identity ${itsPerson} WHERE identity.name_hash = ${hash} AND ${isOne} AND ${isNamedOpenly}`,
    sql`FROM identity ${itsPerson} WHERE identity.user_hash = ${hash} AND ${isOne} AND ${isNamedOpenly}`,
  ];
}

/** The condition that a fact's value is this text. */
export function isWhole(folded: string): Sql {
  return sql`(fact.value_hash = CAST(${textHash(folded)} AS BIGINT) AND fact.folded = ${encodeText(folded.slice(0, maxFolded))})`;
}

/** Among a few people their facts are read through; among all, the index of parts tells which. */
function partHits({ folded, few, provider, isShown }: Search, hidden: readonly string[]): Sql[] {
  const [identities, facts] =
    few === null ? [textMatches(provider, "identity", folded), textMatches(provider, "fact", folded)] : [sql`identity`, sql`fact`];
  const isHit = (column: Sql): Sql => (few === null ? sql`1 = 1` : sql`${isOneOf(few)} AND ${contains(column, folded)}`);
  return [
    sql`FROM ${identities} ${itsPerson} WHERE ${isHit(sql`identity.folded`)} AND ${isOpenlyKnown(hidden)}`,
    sql`FROM ${facts} JOIN identity ON identity.id = fact.identity_id ${itsPerson} JOIN dictionary_path path ON path.id = fact.path_id
      WHERE ${isHit(sql`fact.folded`)} AND ${isIn(sql`path.bot_id`, hidden, false)} AND ${isShown}`,
  ];
}

function isOpenlyKnown(hidden: readonly string[]): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM acquaintance
    WHERE acquaintance.identity_id = identity.id AND ${isIn(sql`acquaintance.bot_id`, hidden, true)})`;
}

function isIn(column: Sql, bots: readonly string[], isWanted: boolean): Sql {
  if (bots.length === 0) return isWanted ? sql`1 = 0` : sql`1 = 1`;
  const list = join(bots.map(encodeText));
  return isWanted ? sql`${column} IN (${list})` : sql`${column} NOT IN (${list})`;
}

function isOneOf(few: readonly string[]): Sql {
  return sql`identity.person_id IN (${join([...few])})`;
}
