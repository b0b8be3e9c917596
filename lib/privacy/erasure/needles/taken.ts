import { db, decodeText, encodeText, listOf, minPartLength, type Sql, sql, textMatches, wholeMatches } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import { isCopy } from "../reach/find-copies";
import { type Account, identityIdsOf } from "../reach/reach";
import { redactorOf } from "../words/redactor";

const maxLength = 200;
const namesLookedAt = 100;

/** Whose something is, by their accounts. */
type Known = { accounts: readonly Pick<Account, "identityId">[] };

/** Values that are in others' names, or that bots keep of them too: finding one says nothing of this person. */
export function readTaken(reach: Known, texts: readonly string[]): Promise<Set<string>> {
  return filterAsync(
    texts,
    async (text) => (await isCalled(reach, text)) || (await isInName(reach, text)) || isKept(reach, text, sql`1 = 1`),
  );
}

/**
 * Ids, names, addresses and numbers that are another's as well: somebody is called so, or a bot keeps it of them in the same place as of this
 * person. In any other place it speaks of this person.
 */
export function readShared(reach: Known, texts: readonly string[]): Promise<Set<string>> {
  return filterAsync(texts, async (text) => {
    if (await isCalled(reach, text)) return true;
    const places = await readPlaces(reach, text);
    return places.length > 0 && isKept(reach, text, sql`fact.path_id IN (${listOf(places)})`);
  });
}

/** Paths of the dictionary under which a bot keeps a text of the person. */
async function readPlaces(reach: Known, text: string): Promise<string[]> {
  const folded = encodeText(foldText(text).slice(0, maxLength));
  const rows = await (await db()).query<{ path_id: string }>(
    sql`SELECT DISTINCT path_id FROM fact WHERE identity_id IN (${listOf(identityIdsOf(reach))}) AND folded = ${folded}`,
  );
  return rows.map(({ path_id }) => path_id);
}

/** Aside, since a rare text of common parts takes the index long among millions. */
async function isKept(reach: Known, text: string, where: Sql): Promise<boolean> {
  const { provider, aside } = await db();
  const folded = foldText(text);
  const [hash, start] = [textHash(folded), folded.slice(0, maxLength)];
  const rows =
    await aside(sql`SELECT fact.id FROM ${wholeMatches(provider, { folded: start, hash })} WHERE fact.folded = ${encodeText(start)}
    AND fact.identity_id IS NOT NULL AND fact.identity_id NOT IN (${listOf(identityIdsOf(reach))}) AND ${where} LIMIT 1`);
  return rows.length > 0;
}

async function isCalled(reach: Known, text: string): Promise<boolean> {
  const hash = sql`CAST(${textHash(foldText(text))} AS BIGINT)`;
  const rows = await (await db()).query(
    sql`SELECT id FROM identity WHERE (name_hash = ${hash} OR user_hash = ${hash}) AND ${isOther(reach)} LIMIT 1`,
  );
  return rows.length > 0;
}

/** Whether somebody's name has these words in it, such as "Ann Smith (work)": not "Joann Smithers", which has the letters. */
async function isInName(reach: Known, text: string): Promise<boolean> {
  const { provider, aside } = await db();
  const folded = foldText(text);
  if (folded.length < minPartLength) return false;
  const rows = await aside<{ name: string }>(
    sql`SELECT name FROM ${textMatches(provider, "identity", folded)} WHERE ${isOther(reach)} LIMIT ${namesLookedAt}`,
  );
  const { has } = redactorOf([text]);
  return rows.some(({ name }) => has(decodeText(name)));
}

function isOther(reach: Known): Sql {
  return sql`id NOT IN (${listOf(identityIdsOf(reach))}) AND NOT ${isCopy}`;
}

async function filterAsync(texts: readonly string[], isWanted: (text: string) => Promise<boolean>): Promise<Set<string>> {
  const found = new Set<string>();
  for (const text of new Set(texts)) if (await isWanted(text)) found.add(text);
  return found;
}
