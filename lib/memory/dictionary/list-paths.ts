import { db, encodeText, type Sql, sql } from "@/lib/db";
import {
  type DictionaryPage,
  type DictionaryPath,
  type DictionaryScope,
  type DictionaryStatus,
  HarnessError,
  type Sight,
} from "@/lib/model";
import { requireMemory } from "../require-memory";
import { selectPaths, toPath, type WrittenPathRow } from "./path-row";
import { readExamples } from "./read-examples";
import { readHints } from "./read-hints";

export type ListPathsRequest = { status: DictionaryStatus; scope?: DictionaryScope; limit: number; cursor?: string };

/** What a bot remembers at all, by scope and path. Throws `bot_not_found` and `invalid_cursor`. */
export async function listPaths(botId: string, { limit, ...request }: ListPathsRequest, sight: Sight): Promise<DictionaryPage> {
  await requireMemory(botId);
  const rows = await selectPaths(sql`path.bot_id = ${encodeText(botId)} AND ${await conditionOf(request)}
    ORDER BY path.scope, path.pattern, path.id LIMIT ${limit + 1}`);
  const page = rows.slice(0, limit);
  const cursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
  return { paths: await toPaths(page, botId, sight), cursor, ...(await countPaths(botId)) };
}

/** Rows as they are shown, with examples and hints. */
export async function toPaths(rows: readonly WrittenPathRow[], botId: string, sight: Sight): Promise<DictionaryPath[]> {
  const ids = rows.map(({ id }) => id);
  // Examples are anybody's: only what is open to everybody is shown of them.
  const [examples, hints] = await Promise.all([readExamples(ids, { isOpen: sight.sees(botId, null) }), readHints(ids)]);
  return rows.map((row) => ({ ...toPath(row), examples: examples.get(row.id) ?? [], hints: hints.get(row.id) ?? [] }));
}

async function conditionOf({ status, scope, cursor }: Omit<ListPathsRequest, "limit">): Promise<Sql> {
  const ofStatus = { all: sql`1 = 1`, unclassified: sql`path.label IS NULL`, classified: sql`path.label IS NOT NULL` }[status];
  const ofScope = scope === undefined ? sql`1 = 1` : sql`path.scope = ${scope}`;
  return sql`${ofStatus} AND ${ofScope} AND ${await after(cursor)}`;
}

/** A cursor is the path where the page before ended. */
async function after(cursor: string | undefined): Promise<Sql> {
  if (cursor === undefined) return sql`1 = 1`;
  const [last] = await (await db()).query<{ scope: string; pattern: string }>(
    sql`SELECT scope, pattern FROM dictionary_path WHERE id = ${cursor}`,
  );
  if (!last) throw new HarnessError("invalid_cursor", "This cursor was not made by us. Leave it out to start from the first page.");
  return sql`(path.scope, path.pattern, path.id) > (${last.scope}, ${last.pattern}, ${cursor})`;
}

/** By an expression of the bot's id, so that the few items with more leaves than are taken are found through the index of just those. */
async function countPaths(botId: string): Promise<{ total: number; unclassified: number; unlistedLeaves: number }> {
  const bot = encodeText(botId);
  const [counts] = await (await db()).query<{ total: number; labelled: number; unlisted: number | null }>(sql`SELECT
      (SELECT count(*) FROM dictionary_path WHERE bot_id = ${bot}) AS total,
      (SELECT count(label) FROM dictionary_path WHERE bot_id = ${bot}) AS labelled,
      (SELECT sum(unindexed_leaves) FROM store_item WHERE bot_id || '' = ${bot} AND unindexed_leaves > 0) AS unlisted`);
  const { total = 0, labelled = 0, unlisted = 0 } = counts ?? {};
  return { total, unclassified: total - labelled, unlistedLeaves: unlisted ?? 0 };
}
