import { db, join, type Sql, sql } from "@/lib/db";
import { amongMany, type Found, factsLookedAt, peopleCount } from "../found";
import { isTelling, type LintPath, lastName, placeOf } from "../lint-path";

export type Pair = { one: LintPath; other: LintPath };

// SQLite takes what is cross-joined in the order given. Left to itself, and without statistics, it begins with all facts of a path.

const maxPairs = 200;
/** Of this many facts in all it is looked whether their person has another value elsewhere. */
const factsOfAllPairs = 200_000;

/** Two places of one fact: people gave them the same label, or they have the same telling name. Lists and tables hold many values. */
export function listPairs(paths: readonly LintPath[]): Pair[] {
  const single = paths.filter(({ pattern, scope }) => scope !== "dialog" && !/\[\]|\/\{\}|\/…/.test(pattern));
  const pairs = single.flatMap((one, index) => single.slice(index + 1).map((other) => ({ one, other })));
  return pairs.filter(({ one, other }) => isSameFact(one, other)).slice(0, maxPairs);
}

function isSameFact(one: LintPath, other: LintPath): boolean {
  if (one.label !== null && other.label !== null) return one.label.toLowerCase() === other.label.toLowerCase();
  const name = lastName(one);
  return isTelling(name) && name === lastName(other);
}

/** The same fact of one person in two places of a bot, or on two channels, with different values. */
export async function findContradictions(paths: readonly LintPath[]): Promise<Found[]> {
  const found: Found[] = [];
  const pairs = listPairs(paths);
  for (const pair of pairs) {
    const different = await countDifferent(pair, Math.min(factsLookedAt, Math.floor(factsOfAllPairs / pairs.length)));
    if (different.people > 0) found.push(toFound(pair, different));
  }
  return [...found, ...(await findBetweenChannels(paths))];
}

/** How many people have different values, and the latest writes of such values on either side. */
type Different = { people: number; one_seq: number; other_seq: number };

function toFound({ one, other }: Pair, { people, one_seq, other_seq }: Different): Found {
  const detail = `${peopleCount(people)} ${people === 1 ? "has" : "have"} another value at ${other.pattern} in ${other.scope} state.`;
  const looked = amongMany(Math.min(one.facts, other.facts));
  const beside = `${other.scope} ${other.pattern}`;
  const seqs = [one_seq, other_seq];
  return { rule: "contradiction", ...placeOf(one), people, conversations: null, detail: looked + detail, seqs, beside };
}

/** Looked for from the place that fewer have. */
async function countDifferent({ one, other }: Pair, facts: number): Promise<Different> {
  const isFirst = one.facts <= other.facts;
  const [fewer, others] = isFirst ? [one, other] : [other, one];
  // What is kept for a conversation may differ in the next one.
  const inSameConversation: Sql =
    one.scope === "user" || other.scope === "user"
      ? sql`1 = 1`
      : sql`EXISTS (SELECT 1 FROM store_item first JOIN store_item second ON second.conversation_id = first.conversation_id
        WHERE first.id = fewer.item_id AND second.id = others.item_id)`;
  const [row] = await (await db()).aside<{ people: number; fewer_seq: number; others_seq: number }>(sql`SELECT
      count(DISTINCT fewer.identity_id) AS people, max(fewer.write_seq) AS fewer_seq, max(others.write_seq) AS others_seq
    FROM (SELECT identity_id, item_id, value_hash, write_seq FROM fact WHERE path_id = ${fewer.id} LIMIT ${facts}) fewer
    CROSS JOIN fact others WHERE others.path_id = ${others.id} AND others.identity_id = fewer.identity_id
      AND others.value_hash <> fewer.value_hash AND ${inSameConversation}`);
  const { people, fewer_seq, others_seq } = row ?? { people: 0, fewer_seq: 0, others_seq: 0 };
  const [one_seq, other_seq] = isFirst ? [fewer_seq, others_seq] : [others_seq, fewer_seq];
  return { people, one_seq, other_seq };
}

/** One human on several channels, as people have linked them: user state is kept for each channel. */
async function findBetweenChannels(paths: readonly LintPath[]): Promise<Found[]> {
  const own = paths.filter(({ scope, pattern }) => scope === "user" && !/\[\]|\/\{\}|\/…/.test(pattern));
  if (own.length === 0) return [];
  const rows = await (await db()).aside<Different & { path_id: string }>(sql`SELECT one.path_id, count(DISTINCT first.person_id) AS people,
      max(one.write_seq) AS one_seq, min(other.write_seq) AS other_seq
    FROM (SELECT DISTINCT person_id FROM identity_link WHERE unlinked_at IS NULL) linked
    CROSS JOIN identity first CROSS JOIN identity second CROSS JOIN fact one CROSS JOIN fact other
    WHERE first.person_id = linked.person_id AND second.person_id = linked.person_id AND second.id <> first.id
      AND one.identity_id = first.id AND other.identity_id = second.id AND other.path_id = one.path_id AND one.path_id IN (${join(own.map(({ id }) => id))}) AND one.value_hash <> other.value_hash
    GROUP BY one.path_id`);
  return rows.flatMap(({ path_id, people, one_seq, other_seq }) => {
    const path = own.find(({ id }) => id === path_id);
    const detail = `${peopleCount(people)} ${people === 1 ? "has" : "have"} another value on another channel.`;
    const seqs = [one_seq, other_seq];
    return path
      ? [{ rule: "contradiction" as const, ...placeOf(path), people, conversations: null, detail, seqs, beside: "channels" }]
      : [];
  });
}
