import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { freePort } from "../setup/free-port.mjs";
import { openDb } from "./open-db";
import { sql } from "./sql";
import { temporaryFolder } from "./testing/empty-database";

test("the embedded database is made on demand, in WAL mode, and only its writer writes", async () => {
  const db = await openDb({ databaseUrl: null, dataFolder: path.join(temporaryFolder(), "made", "on", "demand") });
  await db.transaction([sql`CREATE TABLE a (b TEXT)`, sql`INSERT INTO a VALUES ('c')`]);
  await expect(db.transaction([sql`INSERT INTO none VALUES (1)`])).rejects.toThrow();
  expect(await db.query(sql`PRAGMA journal_mode`)).toEqual([{ journal_mode: "wal" }]);
  await expect(db.query(sql`INSERT INTO a VALUES ('d') RETURNING b`)).rejects.toThrow(/readonly/);
  expect(await db.query(sql`SELECT b FROM a`)).toEqual([{ b: "c" }]);
  await db.close();
});

test("what is deleted from the embedded database is not left in its files", async () => {
  const dataFolder = temporaryFolder();
  const db = await openDb({ databaseUrl: null, dataFolder });
  await db.transaction([sql`CREATE TABLE a (b TEXT)`, sql`INSERT INTO a VALUES ('born in Uppsala')`]);
  await db.execute(sql`DELETE FROM a`);
  await db.close();
  expect(readdirSync(dataFolder)).toEqual(["turnscope.db"]);
  expect(readFileSync(path.join(dataFolder, "turnscope.db")).includes("Uppsala")).toBe(false);
});

test("a data folder that cannot be written is a bad setting", async () => {
  const file = path.join(temporaryFolder(), "file");
  writeFileSync(file, "");
  await expect(openDb({ databaseUrl: null, dataFolder: path.join(file, "data") })).rejects.toMatchObject({
    code: "invalid_setting",
    userMessage: expect.stringContaining("TURNSCOPE_DATA"),
  });
});

test("a file that is no database is not touched, and named", async () => {
  const dataFolder = temporaryFolder();
  writeFileSync(path.join(dataFolder, "turnscope.db"), "no database ".repeat(1000));
  await expect(openDb({ databaseUrl: null, dataFolder })).rejects.toMatchObject({
    code: "database_unreachable",
    userMessage: expect.stringContaining("turnscope.db"),
  });
});

test("a server that is not there is told in one sentence, without the password", async () => {
  const databaseUrl = `postgresql://tester:hunter2@127.0.0.1:${await freePort()}/turnscope`;
  const error = await openDb({ databaseUrl, dataFolder: "" }).catch((reason) => reason);
  expect(error).toMatchObject({ code: "database_unreachable", userMessage: expect.stringContaining("nothing answers there") });
  expect(error.userMessage).not.toContain("hunter2");
});

test("a database that the server does not have is told", async () => {
  const databaseUrl = new URL("/no_such_database", inject("testTemplates").postgresServerUrl).href;
  await expect(openDb({ databaseUrl, dataFolder: "" })).rejects.toMatchObject({
    code: "database_unreachable",
    userMessage: expect.stringContaining("no such database"),
  });
});

test("a user whom the server does not know is told", async () => {
  const url = new URL(inject("testTemplates").postgresServerUrl);
  url.username = "nobody_here";
  await expect(openDb({ databaseUrl: url.href, dataFolder: "" })).rejects.toMatchObject({
    code: "database_unreachable",
    userMessage: expect.stringContaining("denies access"),
  });
});
