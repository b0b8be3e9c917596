import { type Db, db, decodeText, sql } from "@/lib/db";
import { itemRef, subjectRef } from "@/lib/env";

const rowsAtOnce = 10_000;

export type FoundAccount = { identityId: string; channelId: string; userId: string; name: string; ref: string };

/** References go one way: who is meant is found by making everybody's. */
export async function findAccounts(refs: ReadonlySet<string>): Promise<FoundAccount[]> {
  const found: FoundAccount[] = [];
  if (refs.size === 0) return found;
  for (let after = 0; ; ) {
    const rows = await (await db()).query<{ seq: number; id: string; channel_id: string; user_id: string; name: string }>(
      sql`SELECT seq, id, channel_id, user_id, name FROM identity WHERE seq > ${after} ORDER BY seq LIMIT ${rowsAtOnce}`,
    );
    const last = rows.at(-1);
    if (!last) return found;
    after = last.seq;
    for (const row of rows) {
      const account = { channelId: decodeText(row.channel_id), userId: decodeText(row.user_id) };
      const ref = subjectRef(account);
      if (refs.has(ref)) found.push({ ...account, identityId: row.id, name: decodeText(row.name), ref });
    }
  }
}

/** The same for items, by reference; what is one person's own is among no places. */
export async function findItems(refs: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (refs.size === 0) return found;
  const database = await db();
  for (let after = ""; ; ) {
    const rows = await listItemIds(database, after);
    const last = rows.at(-1);
    if (last === undefined) return found;
    after = last;
    for (const id of rows) if (refs.has(itemRef(id))) found.set(itemRef(id), id);
  }
}

async function listItemIds(database: Db, after: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    sql`SELECT id FROM store_item WHERE id > ${after} AND user_id IS NULL ORDER BY id LIMIT ${rowsAtOnce}`,
  );
  return rows.map(({ id }) => id);
}
