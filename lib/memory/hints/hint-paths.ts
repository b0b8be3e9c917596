import { db, decodeText, join, type Sql, sql } from "@/lib/db";
import type { Hint, PersonalDataDetector, Place } from "@/lib/hints";

type NewPath = { id: string; pattern: string };
type ValueRow = { type: string; value: string };

const pathsAtOnce = 50;
/** Enough to see what a path holds; the detector reads each of them. */
const valuesOfPath = 20;

/** Stands in the place of hints for a path that was looked at and at which nothing was found. */
export const nothingFound = "none";

/**
 * Asks the detector about paths that nobody has asked it about, and keeps why they look personal. Answers how many paths it looked at;
 * there may be more when that is not 0. Throws what the detector throws: then nothing is kept of that path, and it is asked again.
 */
export async function hintPaths(detector: PersonalDataDetector, signal?: AbortSignal): Promise<number> {
  const paths = await selectNewPaths();
  for (const path of paths) {
    if (signal?.aborted) return 0;
    const places = await readPlaces(path);
    await keepHints(path.id, places.length === 0 ? [] : await detector.detect(places, signal));
  }
  return paths.length;
}

/** Aside, since of a very large dictionary the look takes a while. */
async function selectNewPaths(): Promise<NewPath[]> {
  return (await db()).aside<NewPath>(sql`SELECT id, pattern FROM dictionary_path
    WHERE facts > 0 AND NOT EXISTS (SELECT 1 FROM path_hint WHERE path_hint.path_id = dictionary_path.id) LIMIT ${pathsAtOnce}`);
}

async function readPlaces({ id, pattern }: NewPath): Promise<Place[]> {
  const rows = await (await db()).query<ValueRow>(sql`SELECT type, value FROM fact
    WHERE path_id = ${id} AND type IN ('string', 'number') LIMIT ${valuesOfPath}`);
  const path = decodeText(pattern);
  return rows.map(({ type, value }) => ({ path, value: type === "number" ? Number(value) : decodeText(value) }));
}

async function keepHints(pathId: string, hints: readonly Hint[]): Promise<void> {
  const at = new Date().toISOString();
  const rows: Sql[] = hints.map(
    ({ kind, confidence, reason, category }) =>
      sql`(${pathId}, ${kind}, ${confidence}, ${reason}, CAST(${category ?? null} AS TEXT), ${at})`,
  );
  const kept = rows.length > 0 ? rows : [sql`(${pathId}, ${nothingFound}, 'certain', '', CAST(${null} AS TEXT), ${at})`];
  await (await db()).execute(sql`INSERT INTO path_hint (path_id, kind, confidence, reason, category, at) VALUES ${join(kept)}
    ON CONFLICT (path_id, kind) DO NOTHING`);
}
