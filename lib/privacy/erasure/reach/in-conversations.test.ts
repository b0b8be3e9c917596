import { describe, expect, test } from "vitest";
import { db, join, type Sql, sql } from "@/lib/db";
import { onEachDatabase, useDatabase } from "@/lib/db/testing";
import { inConversations } from "./in-conversations";

async function addItems(bots: number): Promise<void> {
  const rows: Sql[] = [];
  for (let bot = 0; bot < bots; bot++) {
    for (const conversation of ["one", "other"]) {
      const key = `${bot}-${conversation}`;
      rows.push(sql`(${`item-${key}`}, ${`bot-${bot}`}, ${key}, 'conversation', ${`c-${conversation}`}, 2, '2026', 'bot', 1)`);
    }
  }
  await (await db()).execute(sql`INSERT INTO store_item (id, bot_id, key, scope, conversation_id, bytes, updated_at, writer, write_seq)
    VALUES ${join(rows)}`);
}

const found = async (conversationIds: string[]) =>
  (await db()).query<{ id: string }>(sql`SELECT id FROM store_item WHERE ${inConversations(join(conversationIds))} ORDER BY id`);

onEachDatabase(() => {
  test("items of some conversations are found whichever bot keeps them, and no others", async () => {
    expect(await found(["c-one"])).toEqual([]);
    await addItems(3);
    expect((await found(["c-one", "nowhere"])).map(({ id }) => id)).toEqual(["item-0-one", "item-1-one", "item-2-one"]);
    expect(await found(["c-on"])).toEqual([]);
  });
});

describe("on SQLite alone", () => {
  useDatabase("sqlite");

  test("the index leads to them: nothing goes through all items", async () => {
    const plan = await (await db()).query<{ detail: string }>(
      sql`EXPLAIN QUERY PLAN SELECT id FROM store_item WHERE ${inConversations(join(["c-one"]))}`,
    );
    const steps = plan.map(({ detail }) => detail);
    expect(steps.some((step) => step.startsWith("SEARCH store_item USING INDEX"))).toBe(true);
    expect(steps.filter((step) => step.startsWith("SCAN store_item"))).toEqual([]);
  });
});
