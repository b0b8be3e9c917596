import { db, encodeText, join, sql } from "@/lib/db";
import {
  type ChangeDictionaryRequest,
  type ChangedDictionary,
  type Classification,
  HarnessError,
  maxDescribedPaths,
  type Sight,
} from "@/lib/model";
import { oneAtATime } from "../one-at-a-time";
import { requireMemory } from "../require-memory";
import { type Description, describePath } from "./describe-paths";
import { toPaths } from "./list-paths";
import { selectPaths, toClassification, type WrittenPathRow } from "./path-row";

export type ChangeDictionaryInput = ChangeDictionaryRequest & { by: string };

/** Says what paths are: all of it or none. Throws `bot_not_found` and `path_not_found`. */
export async function changeDictionary(botId: string, { changes, by }: ChangeDictionaryInput, sight: Sight): Promise<ChangedDictionary> {
  await requireMemory(botId);
  const ids = [...new Set(changes.flatMap(({ pathIds }) => pathIds))];
  const changed = await oneAtATime(async () => {
    const descriptions = applyChanges(await requirePaths(botId, ids), changes);
    const at = new Date().toISOString();
    const statements = descriptions.map((description) => describePath(description, { botId, by, at }));
    await (await db()).transaction(statements.flat());
    return statements.filter((those) => those.length > 0).length;
  });
  return { changed, paths: await toPaths(await requirePaths(botId, ids), botId, sight) };
}

/** One change after another: the last word about a field counts. */
function applyChanges(rows: readonly WrittenPathRow[], changes: ChangeDictionaryRequest["changes"]): Description[] {
  const later = new Map<string, Classification>(rows.map((row) => [row.id, toClassification(row)]));
  for (const { pathIds, set } of changes) {
    for (const id of pathIds) {
      const known = later.get(id);
      if (known) later.set(id, { ...known, ...set });
    }
  }
  return rows.map((row) => {
    const before = toClassification(row);
    return { pathId: row.id, before, after: later.get(row.id) ?? before };
  });
}

async function requirePaths(botId: string, ids: readonly string[]): Promise<WrittenPathRow[]> {
  if (ids.length > maxDescribedPaths) {
    throw new HarnessError("invalid_request", `Describe at most ${maxDescribedPaths} paths at once. Nothing was changed.`);
  }
  const rows = await selectPaths(
    sql`path.bot_id = ${encodeText(botId)} AND path.id IN (${join([...ids])}) ORDER BY path.scope, path.pattern`,
  );
  if (rows.length === ids.length) return rows;
  throw new HarnessError("path_not_found", "This bot's dictionary has no path with one of these ids. Nothing was changed.");
}
