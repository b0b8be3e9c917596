import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import type { JsonValue } from "@/lib/model";
import { identityIdsOf, othersOf, type Reach, userIdsOf } from "../reach/reach";
import { leavesOf, whoseByKey } from "../words/whose-leaf";
import { listItemsOfOthers } from "./ids-in-keys";
import { toldLeaves } from "./told-leaves";

type Row = { item_id: string; path: string; value: string };

/**
 * Texts and numbers of facts that are put down to the person where state is nobody's own, since their turns wrote them. What stands there under
 * somebody else's id, or in an item that is called by it, is about them, such as a list of everybody that one of them had made: looking for it
 * would find them.
 */
export async function readValuesElsewhere(reach: Reach): Promise<string[]> {
  const rows: Row[] = [];
  for (const chunk of inChunks(identityIdsOf(reach))) {
    rows.push(
      ...(await (
        await db()
      ).query<Row>(sql`SELECT fact.item_id, fact.path, fact.value FROM fact
        JOIN store_item item ON item.id = fact.item_id AND item.user_id IS NULL
        WHERE fact.identity_id IN (${join(chunk)}) AND fact.type IN ('string', 'number')`)),
    );
  }
  const itemIds = [...new Set(rows.map((row) => row.item_id))];
  const [ofOthers, places] = [await listItemsOfOthers(itemIds, reach.accounts), await readOwnPlaces(reach, itemIds)];
  return rows
    .filter(({ item_id, path }) => !ofOthers.has(item_id) && places.get(item_id)?.has(decodeText(path)))
    .map(({ value }) => decodeText(value));
}

/** By item: pointers to leaves that tell of somebody, and of nobody else by the keys or the ids of objects that they stand under. */
async function readOwnPlaces(reach: Reach, itemIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const parties = { own: userIdsOf(reach), others: new Set(othersOf(reach)) };
  const places = new Map<string, Set<string>>();
  for (const chunk of inChunks(itemIds)) {
    const rows = await (await db()).query<{ id: string; data: string }>(
      sql`SELECT id, data FROM store_item WHERE id IN (${join(chunk)}) AND data IS NOT NULL`,
    );
    for (const { id, data } of rows) {
      const value = JSON.parse(data) as JsonValue;
      const ofOthers = leavesOf(value).filter(({ keys }) => whoseByKey(keys, parties) === "other");
      const elsewhere = new Set(ofOthers.map(({ path }) => path));
      places.set(id, new Set(toldLeaves(value).flatMap(({ path }) => (elsewhere.has(path) ? [] : [path]))));
    }
  }
  return places;
}
