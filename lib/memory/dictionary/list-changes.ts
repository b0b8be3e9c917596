import * as z from "zod";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type DictionaryChange, type DictionaryHistory, dictionaryChange, HarnessError } from "@/lib/model";
import { requireMemory } from "../require-memory";
import { toScope } from "./path-row";

type ChangeRow = {
  seq: number;
  path_id: string;
  scope: string;
  pattern: string;
  label: string | null;
  by: string;
  at: string;
  fields: string;
};

export type ListChangesRequest = { pathId?: string; limit: number; cursor?: string };

const cursorShape = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const fieldsShape = dictionaryChange.shape.fields;

/** Who said what about a bot's paths, newest first. Throws `bot_not_found` and `invalid_cursor`. */
export async function listChanges(botId: string, { pathId, limit, cursor }: ListChangesRequest): Promise<DictionaryHistory> {
  await requireMemory(botId);
  const ofPath = pathId === undefined ? sql`1 = 1` : sql`change.path_id = ${pathId}`;
  const rows = await (await db()).query<ChangeRow>(sql`SELECT change.seq, change.path_id, path.scope, path.pattern, path.label, change.by,
      change.at, change.fields
    FROM dictionary_change change JOIN dictionary_path path ON path.id = change.path_id
    WHERE change.bot_id = ${encodeText(botId)} AND ${ofPath} AND change.seq < ${parseCursor(cursor)} ORDER BY change.seq DESC LIMIT ${limit + 1}`);
  const page = rows.slice(0, limit);
  return { changes: page.map(toChange), cursor: rows.length > limit ? String(page.at(-1)?.seq) : null };
}

/** Sequences of rows are counted in 32 bits. */
const afterAll = 2_147_483_647;

function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return afterAll;
  const parsed = cursorShape.safeParse(cursor);
  if (parsed.success && parsed.data <= afterAll) return parsed.data;
  throw new HarnessError("invalid_cursor", "This cursor was not made by us. Leave it out to start from the newest change.");
}

function toChange(row: ChangeRow): DictionaryChange {
  return {
    seq: row.seq,
    pathId: row.path_id,
    scope: toScope(row.scope),
    path: decodeText(row.pattern),
    label: row.label && decodeText(row.label),
    by: decodeText(row.by),
    at: row.at,
    fields: fieldsShape.parse(JSON.parse(decodeText(row.fields))),
  };
}
