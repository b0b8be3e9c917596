import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { indexBacklog } from "./index-backlog";

const at = "2026-01-01T00:00:00.000Z";

/** What a database held before there were facts, with what the migration leaves to do. */
async function storeAsBefore(count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `item-${index}`);
  await (await db()).transaction([
    sql`INSERT INTO conversation (id, bot_id, channel_id, created_at, last_activity_at) VALUES ('c', 'bot', 'emulator', ${at}, ${at})`,
    sql`INSERT INTO member (conversation_id, user_id, name, joined_at, position) VALUES ('c', 'ann', 'Ann', ${at}, 0)`,
    sql`INSERT INTO fact_backlog (item_id) VALUES ('')`,
    ...ids.flatMap((id) => [
      sql`INSERT INTO store_item (id, bot_id, key, scope, channel_id, user_id, etag, data, bytes, updated_at, writer, write_seq)
        VALUES (${id}, 'bot', ${id}, 'user', 'emulator', 'ann', 'tag', ${JSON.stringify({ size: "M", [id]: 1 })}, 9, ${at}, '{}', 7)`,
      sql`INSERT INTO fact_backlog (item_id) VALUES (${id})`,
    ]),
  ]);
}

onEachDatabase(() => {
  test("what was stored before there were facts is indexed once, with the people who were known", async () => {
    await storeAsBefore(250);
    expect(await indexBacklog()).toBe(251);
    const [person] = await (await db()).query(sql`SELECT name, facts, oldest_seq FROM person`);
    expect(person).toEqual({ name: "Ann", facts: 500, oldest_seq: 7 });
    const [path] = await (await db()).query(sql`SELECT people, facts FROM dictionary_path WHERE pattern = '/size'`);
    expect(path).toEqual({ people: 1, facts: 250 });
    expect(await indexBacklog()).toBe(0);
  });
});
