import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { isPartial } from "../reach/reach";
import { neutralWord } from "../words/redactor";
import type { Task } from "./task";

type Row = { number: string; extension: string | null; identified: string | null; refusal: string | null };

/** The person's cases keep numbers, dates, codes and keyed references, which prove what was done; what people wrote in words goes. */
export async function closeCases({ number, work, reach }: Task, people: readonly string[]): Promise<Sql[]> {
  const own = isPartial(reach) ? sql`1 = 0` : sql`number = ${number}`;
  const about = people.length === 0 ? own : sql`(${own} OR person_id IN (${join([...people])}))`;
  const rows = await (await db()).query<Row>(sql`SELECT number, extension, identified, refusal FROM privacy_request
    WHERE ${about} AND person_id IS NOT NULL`);
  work.count("PrivacyRequest", { rewritten: rows.length });
  if (rows.length === 0) return [];
  const numbers = join(rows.map((row) => row.number));
  const cases = rows.map(
    (row) => sql`UPDATE privacy_request SET person_id = NULL, asked = '', notes = '', extension = ${wordless(row, "extension")},
      identified = ${wordless(row, "identified")}, refusal = ${wordless(row, "refusal")}
      WHERE number = ${row.number}`,
  );
  return [
    ...cases,
    sql`UPDATE request_recipient SET detail = '' WHERE number IN (${numbers})`,
    sql`DELETE FROM identity_code WHERE number IN (${numbers})`,
    sql`DELETE FROM released_activity WHERE number IN (${numbers})`,
  ];
}

/** What people fill with words of their own, in each of a case's columns. */
const inWords = { extension: ["reason"], identified: ["by", "note"], refusal: ["reasons", "complaint"] } as const;

function wordless(row: Row, column: keyof typeof inWords): string | null {
  const text = row[column];
  if (text === null) return null;
  const words: readonly string[] = inWords[column];
  const blank = (name: string, value: unknown) => (words.includes(name) && typeof value === "string" ? neutralWord : value);
  return encodeText(JSON.stringify(JSON.parse(decodeText(text)), blank));
}
