import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { type Db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { openDb } from "./open-db";
import { SqliteReader } from "./sqlite-reader";
import { temporaryFolder } from "./testing/empty-database";

/** Counts up to a number, which takes SQLite as long as one likes. */
const counting = (to: number) =>
  sql`WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${to}) SELECT max(n) AS n FROM c`;

onEachDatabase((database) => {
  test("what is asked aside is answered as by query", async () => {
    await database.db.execute(sql`INSERT INTO bot_setting (bot_id, is_production) VALUES ('one', ${true}), ('two', ${false})`);
    const statement = sql`SELECT bot_id, is_production, processing, (SELECT count(*) FROM bot_setting) AS n, 1.5 AS half
      FROM bot_setting WHERE is_production = ${true} OR bot_id = ${"two"} ORDER BY bot_id`;
    const rows = await database.db.aside(statement);
    expect(rows).toEqual([
      { bot_id: "one", is_production: true, processing: null, n: 2, half: expect.anything() },
      { bot_id: "two", is_production: false, processing: null, n: 2, half: expect.anything() },
    ]);
    expect(rows).toEqual(await database.db.query(statement));
  });

  test("a statement that fails aside says why, and the next one is answered", async () => {
    const { db } = database;
    const [failed, answered] = await Promise.allSettled([db.aside(sql`SELECT nothing FROM bot_setting`), db.aside(sql`SELECT 1 AS one`)]);
    expect(failed).toMatchObject({ status: "rejected", reason: { message: expect.stringContaining("nothing") } });
    expect(answered).toEqual({ status: "fulfilled", value: [{ one: 1 }] });
  });
});

test("while a long statement is answered aside everybody else is served", async () => {
  await withSqlite(async (db) => {
    const order: string[] = [];
    const long = db.aside(counting(500_000)).then(() => order.push("aside"));
    await db.execute(sql`INSERT INTO a VALUES (2)`);
    expect(await db.query(sql`SELECT count(*) AS n FROM a`)).toEqual([{ n: 2 }]);
    order.push("written and read");
    await long;
    expect(order).toEqual(["written and read", "aside"]);
  });
});

test("nothing is written aside, and what was committed is seen", async () => {
  await withSqlite(async (db) => {
    await expect(db.aside(sql`INSERT INTO a VALUES (3) RETURNING b`)).rejects.toThrow(/readonly/);
    await db.execute(sql`INSERT INTO a VALUES (4)`);
    expect(await db.aside(sql`SELECT b FROM a ORDER BY b`)).toEqual([{ b: 1 }, { b: 4 }]);
  });
});

test("closing waits for what was asked, and leaves the file in order", async () => {
  const dataFolder = temporaryFolder();
  const db = await openDb({ databaseUrl: null, dataFolder });
  await db.execute(sql`CREATE TABLE a (b INTEGER)`);
  const asked = db.aside(counting(100_000));
  await db.close();
  expect(await asked).toEqual([{ n: 100_000 }]);
  expect(readdirSync(dataFolder)).toEqual(["turnscope.db"]);
});

test("a file that cannot be read fails what was asked instead of leaving it open", async () => {
  const reader = new SqliteReader(`${temporaryFolder()}/nothing.db`);
  await expect(reader.query(sql`SELECT 1`)).rejects.toThrow(/unable to open/);
});

async function withSqlite(use: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDb({ databaseUrl: null, dataFolder: temporaryFolder() });
  await db.transaction([sql`CREATE TABLE a (b INTEGER)`, sql`INSERT INTO a VALUES (1)`]);
  await use(db).finally(() => db.close());
}
