import { contains, db, decodeText, sql } from "@/lib/db";
import { type PersonIdentity, partsOfKey } from "@/lib/model";
import { findIdsOfOthers } from "../erasure/needles/ids-in-keys";
import { ownIds } from "../erasure/needles/own-ids";
import { keyFinderOf } from "../erasure/words/redactor";

type Identity = Pick<PersonIdentity, "identityId" | "userId">;

/** `userId`: the person's id that the key names. */
export type NamedItem = { itemId: string; key: string; userId: string };

/**
 * Items that a bot keeps under a key of its own with an id of the person's in it ("profile-u1"), which erasure takes whole. Not where the id is
 * somebody else's too, or the key names somebody else besides. Aside, since on SQLite all keys of
 * that kind are looked through, in an index of theirs.
 */
export async function findNamedItems(identities: readonly Identity[]): Promise<NamedItem[]> {
  const found = new Map<string, NamedItem>();
  for (const userId of await ownIds(identities)) {
    const isNamed = keyFinderOf([userId]);
    const rows = await (await db()).aside<{ id: string; key: string }>(
      sql`SELECT id, key FROM store_item WHERE scope = 'unclassified' AND ${contains(sql`(key || '')`, userId)}`,
    );
    for (const row of rows) {
      const [itemId, key] = [row.id, decodeText(row.key)];
      if (isNamed(key)) found.set(itemId, { itemId, key, userId });
    }
  }
  const others = await findIdsOfOthers(
    [...found.values()].flatMap(({ key }) => partsOfKey(key)),
    identities,
  );
  return [...found.values()].filter(({ key }) => !partsOfKey(key).some((one) => others.has(one)));
}
