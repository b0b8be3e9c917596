import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { isJsonObject, type JsonValue } from "@/lib/model";
import { isPartial } from "../reach/reach";
import type { Task } from "./task";

type Row = { number: string; extension: string | null; pauses: string; identified: string | null; refusal: string | null };

/** The person's cases keep numbers, dates, codes and keyed references, which prove what was done; what people wrote in words goes. */
export async function closeCases({ number, work, reach }: Task, people: readonly string[]): Promise<Sql[]> {
  const own = isPartial(reach) ? sql`1 = 0` : sql`number = ${number}`;
  const about = people.length === 0 ? own : sql`(${own} OR person_id IN (${join([...people])}))`;
  const rows = await (await db()).query<Row>(sql`SELECT number, extension, pauses, identified, refusal FROM privacy_request
    WHERE ${about} AND person_id IS NOT NULL`);
  work.count("PrivacyRequest", { rewritten: rows.length });
  if (rows.length === 0) return [];
  const numbers = join(rows.map((row) => row.number));
  const cases = rows.map(
    (row) => sql`UPDATE privacy_request SET person_id = NULL, asked = '', notes = '', extension = ${wordless(row.extension)},
      pauses = ${wordless(row.pauses)}, identified = ${wordless(row.identified)}, refusal = ${wordless(row.refusal)}
      WHERE number = ${row.number}`,
  );
  return [
    ...cases,
    sql`UPDATE request_recipient SET detail = '' WHERE number IN (${numbers})`,
    sql`DELETE FROM identity_code WHERE number IN (${numbers})`,
    sql`DELETE FROM released_activity WHERE number IN (${numbers})`,
  ];
}

/** Members that people fill with words of their own. */
const inWords = new Set(["reason", "reasons", "why", "note", "notes", "text", "complaint", "complaintText", "detail", "by"]);

function wordless(column: string | null): string | null {
  return column === null ? null : encodeText(JSON.stringify(blank(JSON.parse(decodeText(column)) as JsonValue)));
}

function blank(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(blank);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, inWords.has(name) && typeof child === "string" ? "[erased]" : blank(child)]),
  );
}
