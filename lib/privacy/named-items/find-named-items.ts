import { contains, db, decodeText, sql } from "@/lib/db";
import type { PersonIdentity } from "@/lib/model";
import { findIdsOfOthers, possibleIds } from "../erasure/words/ids-in-keys";
import { ownIds } from "../erasure/words/own-ids";
import { keyFinderOf } from "../erasure/words/redactor";

/**
 * Items that a bot keeps under a key of its own with an id of the person's in it ("profile-u1"), which erasure takes whole. Not where the id is
 * somebody else's too, or the key names somebody else besides. Aside, since on SQLite all keys of
 * that kind are looked through, in an index of theirs.
 */
export async function listNamedItems(identities: readonly PersonIdentity[]): Promise<Set<string>> {
  const found = new Map<string, string>();
  for (const id of await ownIds(identities)) {
    const isNamed = keyFinderOf([id]);
    const rows = await (await db()).aside<{ id: string; key: string }>(
      sql`SELECT id, key FROM store_item WHERE scope = 'unclassified' AND ${contains(sql`(key || '')`, id)}`,
    );
    for (const row of rows) if (isNamed(decodeText(row.key))) found.set(row.id, decodeText(row.key));
  }
  const others = await findIdsOfOthers([...found.values()].flatMap(possibleIds), identities);
  return new Set([...found].filter(([, key]) => !possibleIds(key).some((one) => others.has(one))).map(([id]) => id));
}
