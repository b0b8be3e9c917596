import { MemoryStorage } from "botbuilder-core";
import { onTestFinished } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { directStorage } from "./direct-storage";
import { describeStorageContract } from "./storage-contract";
import { inTurn } from "./testing/in-turn";
import { type BotStorage, TurnStorage } from "./turn-storage";

const whole = { isAtomic: true, refusesETagOfAbsent: true, takesAnyName: true, hasLimits: true };
const address = { botId: "bot", channelId: "emulator", conversationId: "c", userId: "u" };

describeStorageContract("MemoryStorage", () => new MemoryStorage(), {
  isAtomic: false,
  refusesETagOfAbsent: false,
  takesAnyName: false,
  hasLimits: false,
});

onEachDatabase(() => {
  describeStorageContract("directStorage", () => directStorage("direct"), whole);
  describeStorageContract("TurnStorage within one turn", oneTurn, whole);
  describeStorageContract("TurnStorage with a turn for each call", turnForEachCall, whole);
});

/** The bot reads its own writes before they are committed. */
function oneTurn(): BotStorage {
  const storage = new TurnStorage({ ...address, botId: "one-turn" });
  onTestFinished(() => storage.release());
  return storage;
}

/** What one turn stores, another reads: each call is committed before it answers. */
function turnForEachCall(): BotStorage {
  return {
    read: (keys) => new TurnStorage(address).read(keys),
    write: async (changes) => void (await inTurn(address, (storage) => storage.write(changes))),
    delete: async (keys) => void (await inTurn(address, (storage) => storage.delete(keys))),
  };
}
