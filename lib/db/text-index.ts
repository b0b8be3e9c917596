import type { Provider } from "./db";
import { encodeText } from "./escape-text";
import { type Sql, sql } from "./sql";

/** The tables whose column `folded` is indexed by its parts. */
export type TextTable = "fact" | "identity";

/** Shorter texts are in no index of three letters each. */
export const minPartLength = 3;

/** The condition that a folded column contains a folded text. */
export function contains(column: Sql, folded: string): Sql {
  return sql`${column} LIKE ${`%${encodeText(folded).replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'`;
}

/**
 * What to select rows of a table from whose folded text contains a folded text of at least three characters, as they come: `SELECT … FROM
 * ${textMatches(…)} WHERE …`. The columns are the table's own, under its name.
 */
export function textMatches(provider: Provider, table: TextTable, folded: string): Sql {
  if (provider === "postgresql") {
    const isMatch = contains(sql`lower(folded)`, folded);
    return table === "fact"
      ? sql`(SELECT * FROM fact WHERE ${isMatch}) AS fact`
      : sql`(SELECT * FROM identity WHERE ${isMatch}) AS identity`;
  }
  return table === "fact"
    ? sql`(${indexedFacts(encodeText(folded))} AND ${contains(sql`fact.folded`, folded)}) AS fact`
    : sql`(SELECT identity.* FROM identity_text CROSS JOIN identity ON identity.seq = identity_text.rowid
        WHERE identity_text MATCH ${trigramsOf(encodeText(folded))} AND ${contains(sql`identity.folded`, folded)}) AS identity`;
}

/** The marks between which a fact's folded text stands in SQLite's index: so that whole texts are found through it, also short ones. */
const [start, end] = ["\u0002", "\u0003"];

/** What to select facts from that may have this as their whole folded text: compare it as well, for others have the same letters or hash. */
export function wholeMatches(provider: Provider, { folded, hash }: { folded: string; hash: bigint }): Sql {
  if (provider === "postgresql") return sql`(SELECT * FROM fact WHERE value_hash + 0 = CAST(${hash} AS BIGINT)) AS fact`;
  return sql`(${indexedFacts(start + encodeText(folded) + end)}) AS fact`;
}

/** Facts whose text in the index, with its marks, has each three letters in a row of this one. Ends in a condition. */
function indexedFacts(marked: string): Sql {
  return sql`SELECT fact.* FROM fact_text CROSS JOIN fact ON fact.id = fact_text.rowid WHERE fact_text MATCH ${trigramsOf(marked)}`;
}

/** Without positions FTS5 knows no phrases, so a row must have each three letters in a row of the text. */
function trigramsOf(text: string): string {
  const letters = [...text];
  const trigrams = new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join("")));
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(" AND ");
}
