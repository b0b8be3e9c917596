import { db, type Sql, sql } from "@/lib/db";
import { amongMany, type Found, factsLookedAt, peopleCount } from "../found";
import { type LintPath, placeOf } from "../lint-path";

/** How many facts of a path have a type now, of how many people, and the latest write of one. */
export type TypeCount = { path_id: string; type: string; facts: number; people: number; seq: number };

const words: Record<string, string> = { string: "text", number: "a number", boolean: "yes or no" };

const nullBit = 8;

/** A type that nobody has any more, and empty values beside others, are no finding. */
export function findMixedTypes(paths: readonly LintPath[], counts: readonly TypeCount[]): Found[] {
  return paths.flatMap((path) => {
    const own = counts.filter(({ path_id, type }) => path_id === path.id && type !== "null").sort((one, other) => other.facts - one.facts);
    if (own.length < 2) return [];
    const [usual, ...others] = own;
    const people = others.reduce((sum, one) => sum + one.people, 0);
    const detail = `${amongMany(path.facts)}It is ${words[usual?.type ?? ""]} for ${peopleCount(usual?.people ?? 0)}, and ${others.map(describe).join(" and ")}.`;
    return [{ rule: "mixed-types" as const, ...placeOf(path), people, conversations: null, detail, seqs: others.map(({ seq }) => seq) }];
  });
}

const describe = ({ type, people }: TypeCount): string => `${words[type]} for ${peopleCount(people)}`;

export async function countTypes(paths: readonly LintPath[]): Promise<TypeCount[]> {
  const counts: TypeCount[] = [];
  for (const { id } of paths.filter(({ types }) => isMixed(types & ~nullBit)))
    counts.push(...(await (await db()).aside<TypeCount>(typesOf(id))));
  return counts;
}

function typesOf(pathId: string): Sql {
  return sql`SELECT path_id, type, count(*) AS facts, count(DISTINCT identity_id) AS people, max(write_seq) AS seq
    FROM (SELECT path_id, type, identity_id, write_seq FROM fact WHERE path_id = ${pathId} LIMIT ${factsLookedAt}) own
    GROUP BY path_id, type`;
}

function isMixed(types: number): boolean {
  return (types & (types - 1)) !== 0;
}
