import { db, join, sql } from "@/lib/db";
import type { PathHint } from "@/lib/model";
import { nothingFound } from "../hints/hint-paths";

type HintRow = { path_id: string; kind: string; confidence: string; reason: string; category: string | null };

/** Why paths look personal, by path. */
export async function readHints(pathIds: readonly string[]): Promise<Map<string, PathHint[]>> {
  if (pathIds.length === 0) return new Map();
  const rows = await (await db()).query<HintRow>(sql`SELECT path_id, kind, confidence, reason, category FROM path_hint
    WHERE path_id IN (${join([...pathIds])}) AND kind <> ${nothingFound} ORDER BY path_id, kind`);
  const found = new Map<string, PathHint[]>();
  for (const { path_id, ...hint } of rows) found.set(path_id, [...(found.get(path_id) ?? []), hint]);
  return found;
}
