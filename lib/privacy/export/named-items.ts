import { contains, db, decodeText, inChunks, join, sql } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import type { PersonIdentity } from "@/lib/model";
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
  const others = await findOthers([...found.values()].flatMap(possibleIds), identities);
  return new Set([...found].filter(([, key]) => !possibleIds(key).some((one) => others.has(one))).map(([id]) => id));
}

/** What in a key may be an id, as `keyFinderOf` would find it. */
function possibleIds(key: string): string[] {
  const starts = [0, ...[...key.matchAll(/[^\p{L}\p{N}]/gu)].map(({ index, 0: sign }) => index + sign.length)];
  const ends = [...[...key.matchAll(/[/:|]/g)].map(({ index }) => index), key.length];
  return starts.flatMap((start) => ends.filter((end) => end > start).map((end) => key.slice(start, end)));
}

/** Which of these texts are ids of somebody else. */
async function findOthers(texts: readonly string[], identities: readonly PersonIdentity[]): Promise<Set<string>> {
  const own = new Set(identities.map(({ identityId }) => identityId));
  const found = new Set<string>();
  for (const chunk of inChunks([...new Set(texts)])) {
    const hashes = chunk.map((text) => sql`CAST(${textHash(foldText(text))} AS BIGINT)`);
    const rows = await (await db()).query<{ id: string; user_id: string }>(
      sql`SELECT id, user_id FROM identity WHERE user_hash IN (${join(hashes)})`,
    );
    for (const { id, user_id } of rows) if (!own.has(id)) found.add(decodeText(user_id));
  }
  return found;
}
