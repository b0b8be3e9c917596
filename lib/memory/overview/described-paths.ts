import { db, encodeText, sql } from "@/lib/db";
import type { Classification, DictionaryScope } from "@/lib/model";
import { type PathRow, toClassification, toScope } from "../dictionary/path-row";

/** A path with a label. `category` "none" stands for what is about nobody. */
export type DescribedFact = Classification & { label: string; scope: DictionaryScope; isAboutNobody: boolean };

/** What people said about a bot's paths, by label, and of how many nobody said anything. */
export async function readDescribedFacts(botId: string): Promise<{ facts: DescribedFact[]; undescribed: number }> {
  const rows = await (await db()).query<PathRow>(
    sql`SELECT * FROM dictionary_path WHERE bot_id = ${encodeText(botId)} ORDER BY scope, pattern`,
  );
  const facts = rows.flatMap((row): DescribedFact[] => {
    const said = toClassification(row);
    if (said.label === null) return [];
    return [{ ...said, label: said.label, scope: toScope(row.scope), isAboutNobody: said.category?.toLowerCase() === "none" }];
  });
  return { facts: facts.sort((one, other) => (one.label < other.label ? -1 : 1)), undescribed: rows.length - facts.length };
}

/** In the order in which they are first met. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
