import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { count, type Found } from "../found";
import { type LintPath, placeOf } from "../lint-path";
import type { RecordedTurn } from "../recent-turns";

/** So many turns must have been recorded before it says anything that none of them read an item. */
export const fewestTurns = 20;

const itemScopes = ["user", "conversation", "private"] as const;

/** Scopes that none of the latest turns asked for, though something stands there. Reads of whole items are seen, not of what is in them. */
export function findUnreadScopes(paths: readonly LintPath[], turns: readonly RecordedTurn[]): Found[] {
  if (turns.length < fewestTurns) return [];
  return itemScopes.flatMap((scope) => {
    const own = paths.filter((path) => path.scope === scope);
    if (own.length === 0 || turns.some(({ scopes }) => scopes.has(scope))) return [];
    const detail = `None of the last ${turns.length} recorded turns asked for ${scope} state; ${count(own.length, "kind")} of facts stand there.`;
    const people = Math.max(...own.map((path) => path.people));
    return [{ rule: "unread" as const, scope, path: null, pathId: null, label: null, people, conversations: null, detail, seqs: [] }];
  });
}

type StoredKey = { id: string; key: string; seq: number };

/** Whether enough turns ran since an item was written, and none of them asked for it. */
export function isUnread({ key, seq }: Pick<StoredKey, "key" | "seq">, turns: readonly RecordedTurn[]): boolean {
  const later = turns.filter((turn) => turn.seq > seq);
  return later.length >= fewestTurns && !later.some(({ keys }) => keys.has(key));
}

const itemsLookedAt = 1000;

/** Items under keys of no known form that none of the latest turns asked for. */
export async function findUnreadKeys(botId: string, paths: readonly LintPath[], turns: readonly RecordedTurn[]): Promise<Found[]> {
  const own = paths.filter(({ scope }) => scope === "unclassified");
  if (turns.length < fewestTurns || own.length === 0) return [];
  const items = await readKeys(botId);
  const unread = items.filter((item) => isUnread(item, turns)).map(({ id }) => id);
  if (unread.length === 0) return [];
  const counts = await (await db()).aside<{ path_id: string; people: number; items: number }>(sql`SELECT path_id,
      count(DISTINCT identity_id) AS people, count(DISTINCT item_id) AS items
    FROM fact WHERE item_id IN (${join(unread)}) GROUP BY path_id`);
  return counts.flatMap(({ path_id, people, items: held }) => {
    const path = own.find(({ id }) => id === path_id);
    if (!path) return [];
    const holders = `the ${count(held, "item")} that ${held === 1 ? "holds" : "hold"} it`;
    const detail = `None of the turns recorded since, ${fewestTurns} or more, asked for ${holders}.`;
    return [{ rule: "unread" as const, ...placeOf(path), people, conversations: null, detail, seqs: null }];
  });
}

async function readKeys(botId: string): Promise<StoredKey[]> {
  const rows = await (await db()).aside<StoredKey>(sql`SELECT id, key, write_seq AS seq FROM store_item
    WHERE bot_id = ${encodeText(botId)} AND scope = 'unclassified' AND data IS NOT NULL LIMIT ${itemsLookedAt}`);
  return rows.map((row) => ({ ...row, key: decodeText(row.key) }));
}
