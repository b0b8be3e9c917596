import { contains, db, decodeText, encodeText, join, type Provider, type Sql, sql, textMatches, wholeMatches } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import type { PeopleRequest, Sight } from "@/lib/model";
import { isCurrent } from "../expired/judge";
import { findsHidden, isShort } from "./finds-hidden";
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
 * People by a name, an id or a value, among a few if they are given. Where the reader may not see what a bot remembers, only a whole name, id,
 * address or number finds anything (`findsHidden`): with parts one could feel one's way to a value letter by letter, and with values sort people by them.
 */
export async function findPeople(request: PeopleRequest, { few, sight }: { few: readonly string[] | null; sight: Sight }): Promise<Found> {
  const folded = foldText(request.query ?? "");
  const match = isShort(folded) ? "exact" : request.match;
  if (few?.length === 0) return { folded, match, personIds: [], isCapped: false };
  const database = await db();
  const hidden = await hiddenBots(sight);
  const search = { folded, few, provider: database.provider, isShown: await isCurrent(), hidden };
  const hits = [...exactHits(search, sight), ...(match === "part" ? partHits(search) : [])];
  const rows = await database.aside<{ person_id: string }>(sql`SELECT DISTINCT hit.person_id FROM (
      ${join(
        hits.map((from) => limited(from, { request, sight })),
        " UNION ALL ",
      )}) hit LIMIT ${maxFound + 1}`);
  const found = [...new Set([...rows.map((row) => row.person_id), ...(await findUnmasked(search, { request, sight }))])];
  return { folded, match, personIds: found.slice(0, maxFound), isCapped: found.length > maxFound };
}

type Search = {
  folded: string;
  few: readonly string[] | null;
  provider: Provider;
  /** Of facts. */
  isShown: Sql;
  /** Bots whose values the reader may not see. */
  hidden: readonly string[];
};

/** Who was unmasked is found by all that a hidden bot remembers of them. */
async function findUnmasked(search: Search, { request, sight }: { request: PeopleRequest; sight: Sight }): Promise<string[]> {
  if (search.hidden.length === 0) return [];
  const from = wholeFacts(search, sql`${isIn(sql`path.bot_id`, search.hidden, true)} AND ${isKnownBot(sql`path.bot_id`, sight)}`);
  const rows = await (await db()).aside<{
    person_id: string;
    bot_id: string;
  }>(sql`SELECT DISTINCT person.id AS person_id, path.bot_id ${from}
    AND ${matchesFilter(request)} AND ${isKnownPerson(sight)} LIMIT ${maxHits}`);
  return rows.filter(({ person_id, bot_id }) => sight.sees(decodeText(bot_id), person_id)).map(({ person_id }) => person_id);
}

function limited(from: Sql, { request, sight }: { request: PeopleRequest; sight: Sight }): Sql {
  return sql`SELECT * FROM (SELECT person.id AS person_id ${from} AND ${matchesFilter(request)} AND ${isKnownPerson(sight)} LIMIT ${maxHits}) portion`;
}

const itsPerson = sql`JOIN person ON person.id = identity.person_id`;

function exactHits(search: Search, sight: Sight): Sql[] {
  const { folded, few, hidden } = search;
  const hash = sql`CAST(${textHash(folded)} AS BIGINT)`;
  // What somebody is called may have been told to a bot that the reader does not know of.
  const isNamedOpenly = isOpenlyKnown(isShort(folded) ? hidden : [...sight.unknownBots]);
  const isOne = few === null ? sql`1 = 1` : isOneOf(few);
  const isToldOpenly = findsHidden(folded) ? isKnownBot(sql`path.bot_id`, sight) : isIn(sql`path.bot_id`, hidden, false);
  return [
    wholeFacts(search, isToldOpenly),
    sql`FROM identity ${itsPerson} WHERE identity.name_hash = ${hash} AND ${isOne} AND ${isNamedOpenly}`,
    sql`FROM identity ${itsPerson} WHERE identity.user_hash = ${hash} AND ${isOne} AND ${isNamedOpenly}`,
  ];
}

function wholeFacts({ folded, few, provider, isShown }: Search, isWanted: Sql): Sql {
  const facts = wholeMatches(provider, { folded: folded.slice(0, maxFolded), hash: textHash(folded) });
  return sql`FROM ${facts} JOIN identity ON identity.id = fact.identity_id ${itsPerson} JOIN dictionary_path path ON path.id = fact.path_id
    WHERE ${isWhole(folded)} AND ${few === null ? sql`1 = 1` : isOneOf(few)} AND ${isWanted} AND ${isShown}`;
}

/** The condition that a fact's value is this text. */
export function isWhole(folded: string): Sql {
  return sql`(fact.value_hash = CAST(${textHash(folded)} AS BIGINT) AND fact.folded = ${encodeText(folded.slice(0, maxFolded))})`;
}

/** Among a few people their facts are read through; among all, the index of parts tells which. */
function partHits({ folded, few, provider, isShown, hidden }: Search): Sql[] {
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
