import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import { partsOfKey } from "@/lib/model";
import type { Account } from "../reach/reach";
import { isDistinctiveId } from "./needles";

type Identity = Pick<Account, "identityId" | "userId">;

/** Which of these texts are ids of somebody else. */
export async function findIdsOfOthers(texts: readonly string[], identities: readonly Identity[]): Promise<Set<string>> {
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

/**
 * Of these items those whose key a bot made of somebody else's id and of none of these ("profile-u2"): theirs, whoever's turn wrote them. An id that
 * may as well be a word says nothing.
 */
export async function listItemsOfOthers(itemIds: readonly string[], identities: readonly Identity[]): Promise<Set<string>> {
  const own = new Set(identities.map(({ userId }) => userId));
  const named = (await readKeys(itemIds))
    .map(({ id, key }) => ({ id, names: partsOfKey(key) }))
    .filter(({ names }) => !names.some((name) => own.has(name)));
  const others = await findIdsOfOthers(
    named.flatMap(({ names }) => names.filter(isDistinctiveId)),
    identities,
  );
  return new Set(named.filter(({ names }) => names.some((name) => others.has(name))).map(({ id }) => id));
}

async function readKeys(itemIds: readonly string[]): Promise<{ id: string; key: string }[]> {
  const found = [];
  for (const chunk of inChunks(itemIds)) {
    const rows = await (await db()).query<{ id: string; key: string }>(
      sql`SELECT id, key FROM store_item WHERE id IN (${join(chunk)}) AND scope = 'unclassified'`,
    );
    found.push(...rows.map(({ id, key }) => ({ id, key: decodeText(key) })));
  }
  return found;
}
