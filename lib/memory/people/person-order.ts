import * as z from "zod";
import { type Sql, sql } from "@/lib/db";
import { HarnessError, type PeopleRequest, type PersonSort } from "@/lib/model";

/** A list of people is ordered by a column that has an index with the id. */
export type PersonOrder = { column: Sql; isDescending: boolean };

const columns: Record<PersonSort, Sql> = {
  "last-seen": sql`person.last_seen_at`,
  name: sql`person.name_key`,
  facts: sql`person.facts`,
  size: sql`person.bytes`,
  "oldest-fact": sql`person.oldest_seq`,
};

const ascending: readonly PersonSort[] = ["name", "oldest-fact"];

export function orderOf({ sort, order }: Pick<PeopleRequest, "sort" | "order">): PersonOrder {
  return { column: columns[sort], isDescending: (order ?? (ascending.includes(sort) ? "asc" : "desc")) === "desc" };
}

/** Not everybody has what such a list is ordered by. */
export function isNullable(sort: PersonSort): boolean {
  return sort === "oldest-fact";
}

export function orderBy({ column, isDescending }: PersonOrder): Sql {
  return isDescending ? sql`${column} DESC, person.id DESC` : sql`${column}, person.id`;
}

/** Whom one page looks for: first those who have what the list is ordered by, then the others. Null: none of these are left. */
export type PageParts = { having: Sql | null; lacking: Sql };

/** Who comes after the cursor; everybody when there is none. Throws `invalid_cursor`. */
export function comesAfter({ column, isDescending }: PersonOrder, { sort, cursor }: Pick<PeopleRequest, "sort" | "cursor">): PageParts {
  if (cursor === undefined) return { having: sql`${column} IS NOT NULL`, lacking: sql`${column} IS NULL` };
  const { at, id } = parseCursor(sort, cursor);
  const beyond = isDescending ? sql`<` : sql`>`;
  if (at === null) return { having: null, lacking: sql`${column} IS NULL AND person.id ${beyond} ${id}` };
  return { having: sql`(${column}, person.id) ${beyond} (${at}, ${id})`, lacking: sql`${column} IS NULL` };
}

export function formatCursor(sort: PersonSort, at: string | number | null, id: string): string {
  return Buffer.from(JSON.stringify([sort, at, id])).toString("base64url");
}

function parseCursor(sort: PersonSort, cursor: string): { at: string | number | null; id: string } {
  const at = sort === "last-seen" || sort === "name" ? z.string() : isNullable(sort) ? z.number().nullable() : z.number();
  try {
    const [, value, id] = z.tuple([z.literal(sort), at, z.string()]).parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at: value, id };
  } catch (cause) {
    throw new HarnessError("invalid_cursor", "This cursor is not of this list. Leave it out to start from the first page.", { cause });
  }
}
