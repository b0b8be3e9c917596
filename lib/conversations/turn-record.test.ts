import { describe, expect, test, vi } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import type { JsonObject } from "@/lib/model";
import { TurnStorage } from "@/lib/state";
import { requireTurn } from "./require-turn";
import { loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { operationsOf, valuesOf } from "./testing/record-words";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot({ TURNSCOPE_TURN_TIMEOUT_MS: "300" });

onEachDatabase((database, provider) => {
  describe("a turn's storage operations", () => {
    test("hold each value that was written, also one that was overwritten later, with its eTags, size and time", async () => {
      const { id, userId, say } = await openConversation();
      const key = `emulator/users/${userId}/`;
      onHearing("write twice", async ({ storage }) => {
        await storage.read([key]);
        await storage.write({ [key]: { name: "Ann", age: 3 } });
        await storage.write({ [key]: { name: "Bo", age: 3 } });
        await storage.delete([key]);
        await storage.write({ [key]: { name: "Cy" } });
      });
      const turn = await say("write twice");
      expect(operationsOf(turn)).toEqual([
        "read user",
        "write user: name, age",
        "write user: name",
        "delete user: name, age",
        "write user: name",
      ]);
      expect(valuesOf(turn)).toEqual([{ name: "Ann", age: 3 }, { name: "Bo" }, { name: null, age: null }, { name: "Cy" }]);
      const items = turn.record.operations.flatMap((operation) => operation.items);
      expect(items.map(({ bytes }) => bytes)).toEqual([0, 22, 21, 0, 13]);
      expect(items.map(({ eTagBefore }) => eTagBefore)).toEqual([null, null, items[1]?.eTagAfter, items[2]?.eTagAfter, null]);
      const starts = turn.record.operations.map(({ startedMs }) => startedMs);
      expect(starts).toEqual([...starts].sort((one, other) => one - other));
      expect(await requireTurn(id, turn.number)).toEqual(turn);
    });

    test("keep a value that a version holds too on disk once", async () => {
      const { id, userId, say } = await openConversation();
      onHearing("write once", ({ storage }) => storage.write({ [`emulator/users/${userId}/`]: { quote: "to be or not to be" } }));
      const turn = await say("write once");
      expect(valuesOf(turn)).toEqual([{ quote: "to be or not to be" }]);
      const [row] = await database.db.query<{ body: string }>(
        sql`SELECT body FROM turn_record WHERE conversation_id = ${id} AND number = ${turn.number}`,
      );
      expect(row?.body).toMatch(/"quote","hash":/);
      expect(row?.body).not.toContain("to be");
    });

    test("hold of a write without a read only what differs from what was stored", async () => {
      const { userId, say } = await openConversation();
      const key = `emulator/users/${userId}/`;
      onHearing("write blindly", ({ storage }) => storage.write({ [key]: { a: 1, b: 2, c: 3 } }));
      onHearing("write other", ({ storage }) => storage.write({ [key]: { a: 1, b: 4 } }));
      await say("write blindly");
      const turn = await say("write other");
      expect(valuesOf(turn)).toEqual([{ b: 4, c: null }]);
      expect(turn.record.operations[0]?.items[0]?.eTagBefore).toEqual(expect.any(String));
    });

    test("hold the error that the bot got, and the bot gets it as it was", async () => {
      const { userId, say } = await openConversation();
      const key = `emulator/users/${userId}/`;
      onHearing("write stale", async ({ context, storage }) => {
        await storage.write({ [key]: { a: 1, eTag: "stale" } }).catch((error: Error) => context.sendActivity(error.message));
      });
      const turn = await say("write stale");
      const message = expect.stringContaining(`error writing "${key}" due to eTag conflict`);
      expect(turn.record.operations).toMatchObject([{ kind: "write", error: message, items: [{ key, scope: "user", written: [] }] }]);
      expect(textsOf(turn)).toEqual([message]);
    });

    test("hold under a key that names nobody the key, without a scope", async () => {
      const { say } = await openConversation();
      onHearing("odd key", ({ storage }) => storage.write({ counter: { __proto: 1 } }));
      expect((await say("odd key")).record.operations).toMatchObject([
        { items: [{ key: "counter", scope: null, written: [{ value: 1 }] }] },
      ]);
    });

    test("of a turn that fails or times out are there too", async () => {
      const { id, userId, say } = await openConversation();
      const key = `emulator/users/${userId}/`;
      onHearing("write and throw", async ({ storage }) => {
        await storage.write({ [key]: { a: 1 } });
        throw new Error("no further");
      });
      onHearing("write and hang", async ({ storage }) => {
        await storage.write({ [key]: { a: 2 } });
        await new Promise(() => {});
      });
      for (const [text, value] of [
        ["write and throw", 1],
        ["write and hang", 2],
      ] as const) {
        const turn = await say(text);
        expect(valuesOf(turn)).toEqual([{ a: value }]);
        expect(await requireTurn(id, turn.number)).toEqual(turn);
      }
    });

    test("beyond a thousand are counted", async () => {
      const { say } = await openConversation();
      onHearing("read much", async ({ storage }) => {
        for (let count = 0; count < 1002; count++) await storage.read([]);
      });
      const { record } = await say("read much");
      expect(record.operations).toHaveLength(1000);
      expect(record.problems).toEqual(["2 more storage operations were not recorded."]);
    });
  });

  test("a recorder that fails does not fail the turn: what it missed is told", async () => {
    const { id, say, data } = await openConversation();
    vi.spyOn(TurnStorage.prototype, "isWholeWrite").mockImplementationOnce(() => {
      throw new Error("no space");
    });
    onHearing("survive", async ({ count, save }) => {
      await count();
      await save();
    });
    const turn = await say("survive");
    expect(turn).toMatchObject({ outcome: "completed", record: { problems: ["A storage operation was not recorded: no space"] } });
    expect(await data()).toMatchObject({ user: { count: 1 } });
    expect(await requireTurn(id, turn.number)).toEqual(turn);
  });

  test("what a bot logs is at its turn, and not at one that runs at the same time", async () => {
    const [one, other] = [await openConversation(), await openConversation()];
    for (const name of ["one", "other"]) {
      onHearing(`log ${name}`, async ({ context }) => {
        console.info("begin of %s", name, { n: 1 });
        await context.sendActivities([{ type: "delay", value: 5 }]);
        console.warn(name);
      });
    }
    const turns = await Promise.all([one.say("log one"), other.say("log other")]);
    expect(turns.map(({ record }) => record.logs.map(({ level, text }) => [level, text]))).toEqual(
      ["one", "other"].map((name) => [
        ["info", `begin of ${name} { n: 1 }`],
        ["warn", name],
      ]),
    );
  });

  test("the version of the bot is kept with the turn: the hash of its file when its author names none", async () => {
    const { id, say } = await openConversation();
    const { number, botVersion } = await say("hello");
    expect(botVersion).toMatch(/^[0-9a-f]{12}$/);
    expect((await requireTurn(id, number)).botVersion).toBe(botVersion);
  });

  test.runIf(provider === "sqlite")("one small property changed in a mebibyte costs less than 4 KiB on disk", async () => {
    const { userId, say } = await openConversation();
    const key = `emulator/users/${userId}/`;
    const item: JsonObject = { big: "x".repeat(1024 * 1024), small: 0 };
    onHearing("fill", ({ storage }) => storage.write({ [key]: item }));
    onHearing("change", async ({ context, storage }) => {
      const read = (await storage.read([key]))[key] as JsonObject;
      await storage.write({ [key]: { ...read, small: Number(read.small) + 1, eTag: "*" } });
      await context.sendActivity("changed");
    });
    await say("fill");
    for (let count = 0; count < 5; count++) await say("change");
    const before = await usedBytes();
    const turnCount = 20;
    for (let count = 0; count < turnCount; count++) await say("change");
    expect(((await usedBytes()) - before) / turnCount).toBeLessThan(4096);
  });

  async function usedBytes(): Promise<number> {
    const [{ page_count: pages = 0 } = {}] = await database.db.query<{ page_count: number }>(sql`PRAGMA page_count`);
    const [{ freelist_count: free = 0 } = {}] = await database.db.query<{ freelist_count: number }>(sql`PRAGMA freelist_count`);
    return (pages - free) * 4096;
  }
});
