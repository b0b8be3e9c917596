import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { newConversationId, newUserId } from "@/lib/model";
import { directStorage } from "./direct-storage";
import { readItemEncodings } from "./item-encoding";
import { inTurn } from "./testing/in-turn";
import { TurnStorage } from "./turn-storage";

const botId = "encoding-bot";
const encodingOf = async (key: string) => (await readItemEncodings(botId, [key])).get(key) ?? null;

function newAddress() {
  const address = { botId, channelId: "emulator", conversationId: newConversationId(), userId: newUserId() };
  return { address, key: `emulator/users/${address.userId}/` };
}

onEachDatabase(() => {
  test("how an item came is stored with its turn, and known to the turn before", async () => {
    const { address, key } = newAddress();
    await inTurn(address, async (storage) => {
      await storage.writeEncoded(key, { a: 1 }, "gzip");
      expect([storage.heldEncoding(key), await encodingOf(key)]).toEqual(["gzip", null]);
    });
    expect(await encodingOf(key)).toBe("gzip");
    await inTurn(address, async (storage) => storage.writeEncoded(key, { a: 1 }, null));
    expect(await encodingOf(key)).toBeNull();
  });

  test("a turn that is given up leaves item and encoding as they were", async () => {
    const { address, key } = newAddress();
    const storage = new TurnStorage(address);
    await storage.writeEncoded(key, { a: 1 }, "gzip");
    storage.release();
    expect([await directStorage(botId).read([key]), await encodingOf(key)]).toEqual([{}, null]);
  });

  test("outside turns a write that is refused leaves the encoding, and one that changes nothing else changes it", async () => {
    const { key } = newAddress();
    const storage = directStorage(botId);
    await storage.writeEncoded?.(key, { a: 1 }, "gzip");
    await expect(storage.writeEncoded?.(key, { a: 2, eTag: "stale" }, null)).rejects.toMatchObject({ code: "stale_etag" });
    expect(await encodingOf(key)).toBe("gzip");
    await storage.writeEncoded?.(key, { a: 1 }, "value");
    expect(await encodingOf(key)).toBe("value");
  });

  test.each([
    ["read before", true],
    ["only looked ahead for", false],
  ])("a turn's write that changes nothing is told the eTag that stays, of an item %s", async (_, isRead) => {
    const { address, key } = newAddress();
    await directStorage(botId).write({ [key]: { a: 1 } });
    const { eTag: stored } = (await directStorage(botId).read([key]))[key] as { eTag: string };
    await inTurn(address, async (storage) => {
      await (isRead ? storage.read([key]) : storage.lookAhead([key]));
      await storage.write({ [key]: { a: 1 } });
      expect(storage.lastETag(key)).toBe(stored);
      await storage.write({ [key]: { a: 2 } });
      expect(storage.lastETag(key)).not.toBe(stored);
      await storage.write({ [key]: { a: 2, eTag: storage.lastETag(key) } });
    });
    expect((await directStorage(botId).read([key]))[key]).toMatchObject({ a: 2 });
  });
});
