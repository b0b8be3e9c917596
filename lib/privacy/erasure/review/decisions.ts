import { createHash } from "node:crypto";
import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { placeRef } from "@/lib/env";
import type { Task, Unattributed } from "../work/task";

/**
 * What people decided about places that nobody could attribute, and that is still to be heeded: by item and pattern as it was filed, and, where a
 * ledger tells it, by reference of what stood there. Something else in the same place was not decided by that.
 */
export type Decisions = { itemIds: ReadonlySet<string>; filed: ReadonlyMap<string, "erase" | "kept">; noted: ReadonlySet<string> };

export const undecided: Decisions = { itemIds: new Set(), filed: new Map(), noted: new Set() };

/** A leaf that nobody could attribute; `filed` is its pattern as people read it. */
type Place = { itemId: string; pattern: string; filed: string; text: string };

export function decisionOn({ filed, noted }: Decisions, place: Place): "erase" | "kept" | undefined {
  if (noted.size > 0 && noted.has(placeRef(place))) return "erase";
  return filed.get(placeKey(place.itemId, place.filed));
}

export const placeKey = (itemId: string, pattern: string): string => JSON.stringify([itemId, pattern]);

export async function readDecisions(number: string): Promise<Decisions> {
  const rows = await (await db()).query<{ item_id: string; pattern: string; decision: "erase" | "kept" }>(
    sql`SELECT item_id, pattern, decision FROM erasure_review WHERE number = ${number} AND decision IN ('erase', 'kept')`,
  );
  const filed = new Map(rows.map((row) => [placeKey(row.item_id, decodeText(row.pattern)), row.decision]));
  return { ...undecided, itemIds: new Set(rows.map((row) => row.item_id)), filed };
}

/** Says the same of the same place each time, so that a plan that is made anew keeps what was decided. */
function placeIdOf(number: string, { itemId, pattern }: Unattributed): string {
  const hash = createHash("sha256").update(JSON.stringify([number, itemId, pattern]));
  return `er-${hash.digest("base64url").slice(0, 20)}`;
}

/** What waits for a decision by this plan, in the place of what waited by the one before. Of what was decided nothing changes. */
export function fileReviews({ number, unattributed, reach }: Task): Sql[] {
  // What follows on an erasure looks at few items only: what waits in others goes on waiting.
  if (reach.accounts.length === 0) return [];
  const places = new Map([...unattributed.values()].map((one) => [placeIdOf(number, one), one]));
  const gone = sql`DELETE FROM erasure_review WHERE number = ${number} AND decision IS NULL`;
  const filed = inChunks([...places]).map((some) => {
    const rows = some.map(
      ([id, { botId, itemId, pattern, reason }]) =>
        sql`(${id}, ${number}, ${encodeText(botId)}, ${itemId}, ${encodeText(pattern)}, ${reason})`,
    );
    return sql`INSERT INTO erasure_review (id, number, bot_id, item_id, pattern, reason) VALUES ${join(rows)} ON CONFLICT (id) DO NOTHING`;
  });
  return [gone, ...filed];
}

/** For the transaction that erases: what was to go with it is gone. */
export function settleReviews(number: string): Sql {
  return sql`UPDATE erasure_review SET decision = 'erased' WHERE number = ${number} AND decision = 'erase'`;
}

/**
 * After a backup was put back: what nobody had decided waits in the case again, also where the backup has it as decided otherwise, and what was in
 * `itemIds` and is erased again waits no more. Nothing where the backup is of before the case was opened: its number will be another's.
 */
export async function refileReviews(task: Task, itemIds: ReadonlySet<string>): Promise<Sql[]> {
  const { number } = task;
  const database = await db();
  if ((await database.query(sql`SELECT number FROM privacy_request WHERE number = ${number}`)).length === 0) return [];
  const open = new Set([...task.unattributed.values()].map((one) => placeIdOf(number, one)));
  const filed = await database.query<{ id: string; item_id: string; decision: string | null }>(
    sql`SELECT id, item_id, decision FROM erasure_review WHERE number = ${number} AND (decision IS NULL OR decision = 'erase')`,
  );
  const reopened = filed.filter(({ id, decision }) => decision !== null && open.has(id));
  const settled = filed.filter(({ id, item_id }) => !open.has(id) && itemIds.has(item_id));
  return [...fileReviews(task), ...decide(reopened, sql`NULL, decided_by = NULL, decided_at = NULL`), ...decide(settled, sql`'erased'`)];
}

function decide(places: readonly { id: string }[], decision: Sql): Sql[] {
  return inChunks(places.map(({ id }) => id)).map(
    (ids) => sql`UPDATE erasure_review SET decision = ${decision} WHERE id IN (${join(ids)})`,
  );
}

export type PlaceCounts = { waiting: number; erase: number; erased: number; kept: number };

export async function countPlaces(number: string): Promise<PlaceCounts> {
  const rows = await (await db()).query<{ decision: keyof PlaceCounts | null; places: number }>(
    sql`SELECT decision, count(*) AS places FROM erasure_review WHERE number = ${number} GROUP BY decision`,
  );
  const of = (decision: keyof PlaceCounts | null) => rows.find((row) => row.decision === decision)?.places ?? 0;
  return { waiting: of(null), erase: of("erase"), erased: of("erased"), kept: of("kept") };
}
