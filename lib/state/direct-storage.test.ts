import { expect, onTestFinished, test } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type BusEvent, bus } from "@/lib/live";
import { newUserId } from "@/lib/model";
import { directStorage } from "./direct-storage";
import { nextWriteSeq } from "./write-sequence";

onEachDatabase((database) => {
  test("a write outside any turn is kept and announced, with its writer", async () => {
    const userId = newUserId();
    const key = `emulator/users/${userId}/`;
    const events = eventsOf();
    await directStorage("bot", { conversationId: "c-late", turnStartedAt: null }).write({ [key]: { name: "Ann" } });
    const changes = [{ scope: "user", path: "/name", kind: "added", after: "Ann" }];
    const touched = [{ botId: "bot", channelId: "emulator", scope: "user", conversationId: null, userId, changes }];
    expect(events).toEqual([{ type: "state", conversationId: null, turn: null, write: null, touched }]);
    const [item] = await database.db.query(sql`SELECT writer, user_id FROM store_item WHERE key = ${key}`);
    expect(item).toEqual({ writer: '{"kind":"bot-late","conversationId":"c-late"}', user_id: userId });
    const [written] = await database.db.query(sql`SELECT kind, conversation_id FROM state_write ORDER BY seq DESC LIMIT 1`);
    expect(written).toEqual({ kind: "late", conversation_id: "c-late" });
  });

  test("deleting what is not there is no write", async () => {
    const events = eventsOf();
    const before = await countWrites();
    await directStorage("bot").delete([`emulator/users/${newUserId()}/`, "nowhere"]);
    await directStorage("bot").delete([]);
    await directStorage("bot").write({});
    expect([events, await countWrites()]).toEqual([[], before]);
  });

  test("bots do not see each other's items, under the same key", async () => {
    const key = `emulator/users/${newUserId()}/`;
    await directStorage("one").write({ [key]: { bot: "one" } });
    await directStorage("two").write({ [key]: { bot: "two" } });
    expect(await directStorage("one").read([key])).toMatchObject({ [key]: { bot: "one" } });
    await directStorage("one").delete([key]);
    expect(await directStorage("two").read([key])).toMatchObject({ [key]: { bot: "two" } });
  });

  test("numbers of writes are unique and grow, however many are asked for at once", async () => {
    const numbers = await Promise.all(Array.from({ length: 100 }, nextWriteSeq));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(numbers).size).toBe(100);
    const [row] = await database.db.query<{ seq: number }>(sql`SELECT max(seq) AS seq FROM state_write`);
    expect(numbers[0]).toBeGreaterThan(row?.seq ?? 0);
  });

  async function countWrites(): Promise<number> {
    const [row] = await database.db.query<{ n: number }>(sql`SELECT count(*) AS n FROM state_write`);
    return row?.n ?? -1;
  }
});

function eventsOf(): BusEvent[] {
  const events: BusEvent[] = [];
  onTestFinished(bus().subscribe((event) => events.push(event)));
  return events;
}
