import { expect, onTestFinished, test } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type BusEvent, bus } from "@/lib/live";
import { newUserId } from "@/lib/model";
import { directStorage } from "./direct-storage";
import { WorkBasis } from "./work-basis";
import { nextWriteSeq } from "./write-sequence";

onEachDatabase((database) => {
  test("a write after the end of a turn is kept and announced, on the timeline after that turn", async () => {
    const userId = newUserId();
    const key = `emulator/users/${userId}/`;
    const events = eventsOf();
    await directStorage("bot", { late: { conversationId: "c-late", turnNumber: 3, basis: new WorkBasis(null) } }).write({
      [key]: { name: "Ann" },
    });
    const changes = [{ scope: "user", path: "/name", kind: "added", after: "Ann" }];
    const touched = [{ botId: "bot", channelId: "emulator", scope: "user", conversationId: null, userId, changes }];
    const counts = { user: { added: 1, changed: 0, removed: 0 } };
    const write = { seq: expect.any(Number), kind: "late", at: expect.any(String), by: "bot", afterTurn: 3, counts };
    expect(events).toEqual([{ type: "state", conversationId: "c-late", turn: null, write, touched }]);
    const [item] = await database.db.query(sql`SELECT writer, user_id FROM store_item WHERE key = ${key}`);
    expect(item).toEqual({ writer: '{"kind":"bot-late","conversationId":"c-late"}', user_id: userId });
    const [written] = await database.db.query<{ counts: string }>(
      sql`SELECT kind, conversation_id, after_turn, by, counts FROM state_write ORDER BY seq DESC LIMIT 1`,
    );
    expect(written).toMatchObject({ kind: "late", conversation_id: "c-late", after_turn: 3, by: "bot" });
    expect(JSON.parse(written?.counts ?? "")).toEqual(counts);
  });

  test("a write for a conversation outside its turns stands after its last turn", async () => {
    for (const number of [1, 2]) await database.db.execute(insertTurnRow("c-last", number));
    const late = { conversationId: "c-last", turnNumber: null, basis: new WorkBasis(null) };
    await directStorage("bot", { late }).write({ "emulator/conversations/c-last/": { a: 1 } });
    const [written] = await database.db.query(sql`SELECT after_turn FROM state_write WHERE conversation_id = 'c-last'`);
    expect(written).toEqual({ after_turn: 2 });
  });

  test("a write for no conversation is announced, and on no timeline", async () => {
    const events = eventsOf();
    await directStorage("bot").write({ [`emulator/users/${newUserId()}/`]: { name: "Ann" } });
    expect(events).toMatchObject([{ conversationId: null, write: null, touched: [{ scope: "user" }] }]);
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

function insertTurnRow(conversationId: string, number: number) {
  return sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, outcome)
    VALUES (${conversationId}, ${number}, 'u', ${`a-${number}`}, 'now', 'completed')`;
}

function eventsOf(): BusEvent[] {
  const events: BusEvent[] = [];
  onTestFinished(bus().subscribe((event) => events.push(event)));
  return events;
}
