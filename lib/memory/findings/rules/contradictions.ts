import { db, join, type Sql, sql } from "@/lib/db";
import { type Found, peopleCount } from "../found";
import { isTelling, type LintPath, lastName, placeOf } from "../lint-path";

export type Pair = { one: LintPath; other: LintPath };

const maxPairs = 200;

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
  for (const pair of listPairs(paths)) {
    const different = await countDifferent(pair);
    if (different.people > 0) found.push(toFound(pair, different));
  }
  return [...found, ...(await findBetweenChannels(paths))];
}

/** How many people have different values, and the latest writes of such values on either side. */
type Different = { people: number; one_seq: number; other_seq: number };

function toFound({ one, other }: Pair, { people, one_seq, other_seq }: Different): Found {
  const detail = `${peopleCount(people)} ${people === 1 ? "has" : "have"} another value at ${other.pattern} in ${other.scope} state.`;
  return { rule: "contradiction", ...placeOf(one), people, conversations: null, detail, seqs: [one_seq, other_seq] };
}

async function countDifferent({ one, other }: Pair): Promise<Different> {
  const isAnywhere = one.scope === "user" || other.scope === "user";
  // What is kept for a conversation may differ in the next one.
  const inSameConversation: Sql = isAnywhere
    ? sql`1 = 1`
    : sql`EXISTS (SELECT 1 FROM store_item first JOIN store_item second ON second.conversation_id = first.conversation_id
        WHERE first.id = one.item_id AND second.id = other.item_id)`;
  const [row] = await (await db()).aside<Different>(sql`SELECT count(DISTINCT one.identity_id) AS people,
      max(one.write_seq) AS one_seq, max(other.write_seq) AS other_seq
    FROM fact one JOIN fact other ON other.identity_id = one.identity_id
    WHERE one.path_id = ${one.id} AND other.path_id = ${other.id} AND one.value_hash <> other.value_hash AND ${inSameConversation}`);
  return row ?? { people: 0, one_seq: 0, other_seq: 0 };
}

/** One human on several channels, as people have linked them: user state is kept for each channel. */
async function findBetweenChannels(paths: readonly LintPath[]): Promise<Found[]> {
  const own = paths.filter(({ scope, pattern }) => scope === "user" && !/\[\]|\/\{\}|\/…/.test(pattern));
  if (own.length === 0) return [];
  const rows = await (await db()).aside<Different & { path_id: string }>(sql`SELECT one.path_id, count(DISTINCT first.person_id) AS people,
      max(one.write_seq) AS one_seq, min(other.write_seq) AS other_seq
    FROM identity first JOIN identity second ON second.person_id = first.person_id AND second.id <> first.id
    JOIN fact one ON one.identity_id = first.id
    JOIN fact other ON other.identity_id = second.id AND other.path_id = one.path_id
    WHERE first.person_id IN (SELECT person_id FROM identity_link WHERE unlinked_at IS NULL)
      AND one.path_id IN (${join(own.map(({ id }) => id))}) AND one.value_hash <> other.value_hash
    GROUP BY one.path_id`);
  return rows.flatMap(({ path_id, people, one_seq, other_seq }) => {
    const path = own.find(({ id }) => id === path_id);
    const detail = `${peopleCount(people)} ${people === 1 ? "has" : "have"} another value on another channel.`;
    const seqs = [one_seq, other_seq];
    return path ? [{ rule: "contradiction" as const, ...placeOf(path), people, conversations: null, detail, seqs }] : [];
  });
}
