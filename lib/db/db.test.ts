import { expect, test } from "vitest";
import { db, decodeText, empty, encodeText, join, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";

const at = "2026-01-01T00:00:00.000Z";

onEachDatabase((database, provider) => {
  test("db() answers the database of the suite", async () => {
    expect(await db()).toBe(database.db);
    expect(database.db.provider).toBe(provider);
  });

  test("text, numbers, booleans and nulls go in through one multi-row statement and come back as they were", async () => {
    const rows = [activityRow("a", 1, true, null), activityRow("a", 2, false, "client-1")];
    expect(await database.db.execute(insertActivities(rows))).toBe(2);
    const found = await database.db.query(
      sql`SELECT position, turn_number, is_incoming, client_activity_id FROM activity WHERE conversation_id = ${"a"} ORDER BY position`,
    );
    expect(found).toEqual([
      { position: 1, turn_number: null, is_incoming: true, client_activity_id: null },
      { position: 2, turn_number: null, is_incoming: false, client_activity_id: "client-1" },
    ]);
  });

  test("an upsert of many rows updates those that exist and adds the rest", async () => {
    const upsert = (rows: [string, number][]) => sql`
      INSERT INTO property_version (item_id, property_id, property, write_seq, hash)
      VALUES ${join(rows.map(([hash, seq]) => sql`(${"item"}, ${"id"}, ${"name"}, ${seq}, ${hash})`))}
      ON CONFLICT (item_id, property_id, write_seq) DO UPDATE SET hash = excluded.hash`;
    await database.db.execute(upsert([["one", 1]]));
    await database.db.execute(upsert([["two", 1], ["three", 2]])); // biome-ignore format: pairs
    const found = await database.db.query(sql`SELECT hash, write_seq FROM property_version ORDER BY write_seq`);
    expect(found).toEqual([
      { hash: "two", write_seq: 1 },
      { hash: "three", write_seq: 2 },
    ]);
  });

  test("two transactions that wait for each other both end, and each has happened once", async () => {
    const add = (id: string) => sql`UPDATE path_day SET facts = facts + 1 WHERE path_id = ${id}`;
    const wait = provider === "postgresql" ? sql`SELECT pg_sleep(0.2)` : sql`UPDATE path_day SET facts = facts`;
    await database.db.execute(sql`INSERT INTO path_day (path_id, day, people, facts) VALUES ('one', '', 0, 0), ('other', '', 0, 0)`);
    await Promise.all([
      database.db.transaction([add("one"), wait, add("other")]),
      database.db.transaction([add("other"), wait, add("one")]),
    ]);
    expect(await database.db.query(sql`SELECT facts FROM path_day`)).toEqual([{ facts: 2 }, { facts: 2 }]);
  });

  test("counts and sums are numbers, floats keep their fraction", async () => {
    await database.db.execute(
      sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, duration_ms, outcome)
          VALUES (${"t"}, ${1}, ${"u"}, ${"x"}, ${at}, ${1.25}, ${"completed"}), (${"t"}, ${2}, ${"u"}, ${"y"}, ${at}, ${2}, ${"completed"})`,
    );
    const [row] = await database.db.query(sql`SELECT count(*) AS n, sum(number) AS total, max(duration_ms) AS longest FROM turn`);
    expect(row).toEqual({ n: 2, total: 3, longest: 2 });
  });

  test("conditions can be joined, left out and compared with lists, nulls and limits", async () => {
    await database.db.execute(insertActivities([activityRow("c", 1, true, null), activityRow("c", 2, true, null)]));
    const before: number | null = 2;
    const found = await database.db.query(
      sql`SELECT position FROM activity WHERE conversation_id IN (${join(["c", "none"])}) AND is_incoming = ${true}
          ${before === null ? empty : sql`AND position < ${before}`} ORDER BY position DESC LIMIT ${10}`,
    );
    expect(found).toEqual([{ position: 1 }]);
  });

  test("a parameter that nothing gives a type needs a cast, which both databases understand", async () => {
    const cursor: string | null = null;
    const statement = sql`SELECT count(*) AS n FROM activity WHERE CAST(${cursor} AS TEXT) IS NULL OR conversation_id > CAST(${cursor} AS TEXT)`;
    expect(await database.db.query(statement)).toHaveLength(1);
  });

  test("a transaction does all of its statements and answers what each touched", async () => {
    const one = insertActivities([activityRow("d", 1, true, null)]);
    const two = insertActivities([activityRow("d", 2, true, null), activityRow("d", 3, true, null)]);
    expect(await database.db.transaction([one, two])).toEqual([1, 2]);
    expect(await database.db.transaction([])).toEqual([]);
  });

  test("a transaction whose last statement fails leaves nothing behind", async () => {
    const good = insertActivities([activityRow("e", 1, true, null)]);
    const duplicate = insertActivities([activityRow("e", 2, true, null), activityRow("e", 2, true, null)]);
    await expect(database.db.transaction([good, duplicate])).rejects.toThrow();
    expect(await countActivities("e")).toBe(0);
  });

  test("statements beside a transaction that fails are not undone with it", async () => {
    const failing = database.db.transaction([
      insertActivities([activityRow("f", 1, true, null)]),
      insertActivities([activityRow("f", 1, true, null)]),
    ]);
    const beside = Array.from({ length: 20 }, (_, index) => database.db.execute(insertActivities([activityRow("g", index, true, null)])));
    await expect(failing).rejects.toThrow();
    await Promise.all(beside);
    expect(await countActivities("f")).toBe(0);
    expect(await countActivities("g")).toBe(20);
  });

  test("of transactions that wait together, one that fails takes no other with it", async () => {
    const one = (position: number) => database.db.transaction([insertActivities([activityRow("j", position, true, null)])]);
    const results = await Promise.allSettled([one(1), one(2), one(2), one(3)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected"]);
    expect(await countActivities("j")).toBe(3);
  });

  test("fifty transactions at once all succeed and lose nothing", async () => {
    const batches = Array.from({ length: 50 }, (_, index) =>
      database.db.transaction([
        insertActivities([activityRow("h", 2 * index, true, null)]),
        insertActivities([activityRow("h", 2 * index + 1, false, null)]),
      ]),
    );
    await Promise.all(batches);
    expect(await countActivities("h")).toBe(100);
  });

  test("hostile ids come back through the escape as they were", async () => {
    const ids = ["", "a/b", "%2F", "..", "😀", "'; DROP TABLE activity; --", "nul \0 and \u001a0000", "half \ud83d", "né\u0301"];
    await database.db.execute(insertActivities(ids.map((id, position) => activityRow("i", position, true, null, encodeText(id)))));
    const found = await database.db.query<{ id: string }>(sql`SELECT id FROM activity WHERE conversation_id = ${"i"} ORDER BY position`);
    expect(found.map((row) => decodeText(row.id))).toEqual(ids);
  });

  test("five mebibytes of JSON text come back whole", async () => {
    const json = JSON.stringify({ text: "é".repeat(2.5 * 1024 * 1024), nul: "\0", half: "\ud83d" });
    await database.db.execute(sql`INSERT INTO property_value (item_id, hash, json) VALUES (${"big"}, ${"h"}, ${json})`);
    const [row] = await database.db.query<{ json: string }>(sql`SELECT json FROM property_value WHERE item_id = ${"big"}`);
    expect(row?.json === json).toBe(true);
  });

  async function countActivities(conversationId: string): Promise<number> {
    const [row] = await database.db.query<{ n: number }>(sql`SELECT count(*) AS n FROM activity WHERE conversation_id = ${conversationId}`);
    return row?.n ?? -1;
  }
});

function activityRow(
  conversationId: string,
  position: number,
  isIncoming: boolean,
  clientActivityId: string | null,
  id = `id-${position}`,
) {
  return sql`(${join([conversationId, position, id, null, isIncoming, "message", "user", clientActivityId, "{}", at])})`;
}

function insertActivities(rows: ReturnType<typeof activityRow>[]) {
  return sql`INSERT INTO activity
    (conversation_id, position, id, turn_number, is_incoming, type, from_id, client_activity_id, body, created_at) VALUES ${join(rows)}`;
}
