import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type ChannelPerson, factStatements, identityIdOf, noteSeen } from "@/lib/facts";
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

  test("a fact that was put down to who spoke becomes one of whom it is about, with its turn, and is counted once", async () => {
    const [ann, bob] = ["eve", "bob"].map((userId) => ({ channelId: "emulator", userId })) as [ChannelPerson, ChannelPerson];
    const data = JSON.stringify({ members: { bob: { mail: "b@example.org" } }, topic: "tea" });
    const write = { itemId: "shared", botId: "group", scope: "conversation" as const, owner: null, before: null, after: data };
    await (await db()).transaction([
      sql`INSERT INTO conversation (id, bot_id, channel_id, created_at, last_activity_at) VALUES ('g', 'group', 'emulator', ${at}, ${at})`,
      ...[ann, bob].flatMap(({ userId }, position) => [
        sql`INSERT INTO member (conversation_id, user_id, name, joined_at, position) VALUES ('g', ${userId}, '', ${at}, ${position})`,
        ...noteSeen({ channelId: "emulator", userId, name: "" }, { botId: "group", at }),
      ]),
      sql`INSERT INTO store_item (id, bot_id, key, scope, channel_id, conversation_id, etag, data, bytes, updated_at, writer, write_seq)
        VALUES ('shared', 'group', 'k', 'conversation', 'emulator', 'g', 'tag', ${data}, 9, ${at}, '{}', 7)`,
      ...factStatements([write], { seq: 7, at, person: ann }),
      sql`UPDATE fact SET identity_id = ${identityIdOf(ann)} WHERE item_id = 'shared'`,
      sql`INSERT INTO fact_backlog (item_id) VALUES ('shared')`,
    ]);
    await indexBacklog();
    const facts = await (await db()).query(sql`SELECT path, identity_id, write_seq FROM fact WHERE item_id = 'shared' ORDER BY path`);
    expect(facts).toEqual([
      { path: "/members/bob/mail", identity_id: identityIdOf(bob), write_seq: 7 },
      { path: "/topic", identity_id: identityIdOf(ann), write_seq: 7 },
    ]);
    const counts = await (await db()).query(sql`SELECT id, facts FROM person WHERE id IN (${identityIdOf(ann)}, ${identityIdOf(bob)})`);
    expect(counts).toEqual(expect.arrayContaining([ann, bob].map((one) => ({ id: identityIdOf(one), facts: 1 }))));
  });
});
