import { describe, expect, onTestFinished, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { newConversationId, newUserId, type StateAddress } from "@/lib/model";
import { commitTurn, type TurnCommit } from "./commit-turn";
import { directStorage } from "./direct-storage";
import { conditionGate, gates } from "./gates";
import { itemIdOf } from "./store-item";
import { inTurn } from "./testing/in-turn";
import { TurnStorage } from "./turn-storage";

onEachDatabase((database) => {
  describe("a turn's writes", () => {
    test("are read back in the turn and are on disk only once it is committed", async () => {
      const { turn, key, stored, commit } = newTurn();
      await turn.write({ [key]: { name: "Ann" } });
      expect(await turn.read([key])).toEqual({ [key]: { name: "Ann", eTag: expect.any(String) } });
      expect(await stored()).toBeUndefined();
      await commit();
      expect(await stored()).toMatchObject({ name: "Ann" });
    });

    test("are dropped with a turn that is given up", async () => {
      const { turn, key, stored } = newTurn();
      await turn.write({ [key]: { name: "Ann" } });
      turn.release();
      expect(await stored()).toBeUndefined();
    });

    test("keep the eTag that the bot was told", async () => {
      const { turn, key, stored, commit } = newTurn();
      await turn.write({ [key]: { name: "Ann" } });
      const told = await turn.read([key]);
      await commit();
      expect(await stored()).toEqual(told[key]);
    });

    test("that come to nothing are no write: the same value, or made and deleted again", async () => {
      const { address, key, stored } = newTurn();
      await inTurn(address, (storage) => storage.write({ [key]: { a: 1 } }));
      const before = await stored();
      const commit = await inTurn(address, async (storage) => {
        await storage.write({ [key]: { a: 2 }, [`${key}other`]: {} });
        await storage.write({ [key]: { a: 1 } });
        await storage.delete([`${key}other`]);
      });
      expect(commit).toMatchObject({ seq: null, statements: [], changes: [] });
      expect(await stored()).toEqual(before);
    });

    test("are refused once the turn is closed, since nobody would keep them", async () => {
      const { turn, key, stored, commit } = newTurn();
      await turn.write({ [key]: { a: 1 } });
      await commit();
      await expect(turn.write({ [key]: { a: 2 } })).rejects.toThrow("The turn has ended");
      await expect(turn.delete([key])).rejects.toThrow("The turn has ended");
      expect(await stored()).toMatchObject({ a: 1 });
    });

    test("under keys that name nobody are kept as unclassified", async () => {
      const { address } = newTurn();
      const odd = `counter of ${address.userId}`;
      const commit = await inTurn(address, (storage) => storage.write({ [odd]: { a: 1 }, InspectionState: { b: 2 } }));
      expect(commit.changes).toEqual([]);
      expect(commit.touched.map(({ scope }) => scope)).toEqual(["unclassified", "unclassified"]);
      const rows = await database.db.query(sql`SELECT key, scope, user_id, data FROM store_item
        WHERE bot_id = ${address.botId} AND scope = 'unclassified' AND write_seq = ${commit.seq} ORDER BY key`);
      expect(rows).toEqual([
        { key: "InspectionState", scope: "unclassified", user_id: null, data: '{"b":2}' },
        { key: odd, scope: "unclassified", user_id: null, data: '{"a":1}' },
      ]);
      expect(await directStorage(address.botId).read([odd])).toMatchObject({ [odd]: { a: 1 } });
    });

    test("are all undone when the transaction fails", async () => {
      const { address, key, stored } = newTurn();
      const storage = new TurnStorage(address);
      await storage.write({ [key]: { a: 1 } });
      const failing = commitTurn({ address, number: 1, storage, at: "now" }, async ({ statements }) => {
        await (await db()).transaction([...statements, sql`INSERT INTO turn (conversation_id) VALUES (NULL)`]);
      });
      await expect(failing).rejects.toThrow();
      storage.release();
      expect(await stored()).toBeUndefined();
    });
  });

  describe("a condition that held", () => {
    test("still holds at the end: a turn that was told so fails whole when somebody came between", async () => {
      const { address, turn, key, stored, commit } = newTurn();
      const other = `emulator/conversations/${address.conversationId}/`;
      await directStorage(address.botId).write({ [key]: { a: 1 } });
      const read = (await turn.read([key]))[key] as object;
      await turn.write({ [key]: { ...read, a: 2 }, [other]: { b: 1 } });
      await directStorage(address.botId).write({ [key]: { a: 9 } });
      await expect(commit()).rejects.toMatchObject({ code: "stale_etag", message: expect.stringContaining(key) });
      expect(await stored()).toMatchObject({ a: 9 });
      expect(await directStorage(address.botId).read([other])).toEqual({});
    });

    test("makes the next turn that sets one wait, and read what it wrote", async () => {
      const { address, turn: first, key, stored, commit } = newTurn();
      await directStorage(address.botId).write({ [key]: { count: 0 } });
      const second = new TurnStorage({ ...address, conversationId: newConversationId() });
      const stale = (await second.read([key]))[key] as object;
      await first.write({ [key]: { ...((await first.read([key]))[key] as object), count: 1 } });
      const refused = expect(second.write({ [key]: { ...stale, count: 1 } })).rejects.toThrow(/eTag conflict/);
      await commit();
      await refused;
      const fresh = (await second.read([key]))[key] as { count: number };
      expect(fresh).toMatchObject({ count: 1 });
      await second.write({ [key]: { ...fresh, count: 2 } });
      await commit(second);
      expect(await stored()).toMatchObject({ count: 2 });
    });

    test("is kept through a later write without one, and a delete", async () => {
      const { address, turn, key, commit } = newTurn();
      await directStorage(address.botId).write({ [key]: { a: 1 } });
      await turn.write({ [key]: { ...((await turn.read([key]))[key] as object), a: 2 } });
      await turn.write({ [key]: { a: 3, eTag: "*" } });
      await turn.delete([key]);
      await directStorage(address.botId).write({ [key]: { a: 9 } });
      await expect(commit()).rejects.toMatchObject({ code: "stale_etag" });
    });

    test("lets go when the turn is given up, also of what it was still waiting for", async () => {
      const { address, key } = newTurn();
      const [held, waited] = [`${key}held`, `${key}waited`];
      await directStorage(address.botId).write({ [held]: {}, [waited]: {} });
      const busy = await gates().acquire(conditionGate(itemIdOf(address.botId, waited)), "exclusive");
      const storage = new TurnStorage(address);
      const items = await storage.read([held, waited]);
      await storage.write({ [held]: items[held] });
      const refused = expect(storage.write({ [waited]: items[waited] })).rejects.toThrow("The turn has ended");
      storage.release();
      busy();
      await refused;
      for (const key of [held, waited]) (await gates().acquire(conditionGate(itemIdOf(address.botId, key)), "exclusive"))();
    });
  });

  describe("a turn that does several things at once", () => {
    test("passes one of two writes with the same eTag and refuses the other at once", async () => {
      const { address, turn, key } = newTurn();
      await directStorage(address.botId).write({ [key]: { a: 1 } });
      const read = (await turn.read([key]))[key] as object;
      const settled = await Promise.allSettled([turn.write({ [key]: { ...read, a: 2 } }), turn.write({ [key]: { ...read, a: 3 } })]);
      expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await turn.read([key])).toMatchObject({ [key]: { a: settled[0].status === "fulfilled" ? 2 : 3 } });
    });

    test("reads expected keys in one go, and what is stored now when it reads again", async () => {
      const { address, key } = newTurn();
      const other = `${key}other`;
      await directStorage(address.botId).write({ [key]: { a: 1 }, [other]: { b: 1 } });
      const turn = new TurnStorage(address, { expectedKeys: [key, other] });
      const [one, two] = await Promise.all([turn.read([key]), turn.read([other])]);
      expect({ ...one, ...two }).toMatchObject({ [key]: { a: 1 }, [other]: { b: 1 } });
      await directStorage(address.botId).write({ [key]: { a: 2 }, [other]: { b: 2 } });
      // What was read ahead may be used once.
      await turn.read([key, other]);
      expect(await turn.read([key, other])).toMatchObject({ [key]: { a: 2 }, [other]: { b: 2 } });
    });
  });
});

function newTurn() {
  const address: StateAddress = { botId: "bot", channelId: "emulator", conversationId: newConversationId(), userId: newUserId() };
  const key = `emulator/users/${address.userId}/`;
  const turn = new TurnStorage(address);
  onTestFinished(() => turn.release());
  const commit = async (storage = turn): Promise<TurnCommit> => {
    try {
      return await commitTurn({ address, number: 1, storage, at: new Date().toISOString() }, async ({ statements }) => {
        await (await db()).transaction(statements);
      });
    } finally {
      storage.release();
    }
  };
  const stored = async () => (await directStorage(address.botId).read([key]))[key];
  return { address, key, turn, commit, stored };
}
