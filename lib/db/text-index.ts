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
  const parts = trigramsOf(encodeText(folded));
  return table === "fact"
    ? sql`(SELECT fact.* FROM fact_text CROSS JOIN fact ON fact.id = fact_text.rowid
        WHERE fact_text MATCH ${parts} AND ${contains(sql`fact.folded`, folded)}) AS fact`
    : sql`(SELECT identity.* FROM identity_text CROSS JOIN identity ON identity.seq = identity_text.rowid
        WHERE identity_text MATCH ${parts} AND ${contains(sql`identity.folded`, folded)}) AS identity`;
}

/** Without positions FTS5 knows no phrases, so a row must have each three letters in a row of the text. */
function trigramsOf(text: string): string {
  const letters = [...text];
  const trigrams = new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join("")));
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(" AND ");
}
