import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import { foldText, identityIdOf } from "@/lib/facts";
import { ownIdsIn, type Reach } from "../reach/reach";

const wordsAtOnce = 300;

/** Folded: what those who share conversations with the person are called, word by word too, and what of these texts bots keep of them as well. */
export async function readCompany(reach: Reach, texts: readonly string[]): Promise<Set<string>> {
  return new Set([...(await readNames(reach)), ...(await readValues(reach, texts))]);
}

async function readNames(reach: Reach): Promise<string[]> {
  const own = new Map(reach.conversations.map(({ id }) => [id, ownIdsIn(reach, id)]));
  const names: string[] = [];
  for (const chunk of inChunks([...own.keys()].map(encodeText))) {
    const rows = await (await db()).query<{ conversation_id: string; user_id: string; name: string }>(
      sql`SELECT conversation_id, user_id, name FROM member WHERE conversation_id IN (${join(chunk)})`,
    );
    const others = rows.filter((row) => !own.get(decodeText(row.conversation_id))?.has(decodeText(row.user_id)));
    names.push(...others.map(({ name }) => foldText(decodeText(name))));
  }
  return names.flatMap((name) => [name, ...name.split(/\s+/)]);
}

async function readValues({ conversations }: Reach, texts: readonly string[]): Promise<string[]> {
  const identities = new Set(conversations.flatMap(({ channelId, others }) => others.map((userId) => identityIdOf({ channelId, userId }))));
  const words = [...new Set(texts.map(foldText))].map(encodeText);
  const found: string[] = [];
  for (let start = 0; start < words.length && identities.size > 0; start += wordsAtOnce) {
    const some = join(words.slice(start, start + wordsAtOnce));
    for (const chunk of inChunks([...identities])) {
      const rows = await (await db()).query<{ folded: string }>(
        sql`SELECT DISTINCT folded FROM fact JOIN store_item owned ON owned.id = fact.item_id
          WHERE fact.identity_id IN (${join(chunk)}) AND folded IN (${some}) AND owned.user_id IS NOT NULL`,
      );
      found.push(...rows.map(({ folded }) => decodeText(folded)));
    }
  }
  return found;
}
