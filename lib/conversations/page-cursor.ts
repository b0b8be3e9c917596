import * as z from "zod";
import { encodeText, type Sql, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";

const cursorShape = z.tuple([z.string(), z.string()]);

/** Where a page of a list ended, in a list ordered by a time and an id. */
export function formatCursor(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, encodeText(id)])).toString("base64url");
}

/** What comes after a cursor, newest first, by the column of the time; everything when there is none. Throws `invalid_cursor`. */
export function afterCursor(timeColumn: Sql, cursor: string | undefined): Sql {
  if (cursor === undefined) return sql`1 = 1`;
  const [at, id] = parseCursor(cursor);
  return sql`(${timeColumn} < ${at} OR (${timeColumn} = ${at} AND id < ${id}))`;
}

function parseCursor(cursor: string): [string, string] {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new HarnessError("invalid_cursor", "This cursor was not made by us. Leave it out to start from the first page.", { cause });
  }
}
