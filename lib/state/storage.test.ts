import { MemoryStorage } from "botbuilder-core";
import { onTestFinished } from "vitest";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { commitTurn } from "./commit-turn";
import { directStorage } from "./direct-storage";
import { describeStorageContract } from "./storage-contract";
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
    write: (changes) => inTurn((storage) => storage.write(changes)),
    delete: (keys) => inTurn((storage) => storage.delete(keys)),
  };
}

async function inTurn(work: (storage: TurnStorage) => Promise<void>): Promise<void> {
  const storage = new TurnStorage(address);
  try {
    await work(storage);
    const turn = { address, number: 1, storage, at: new Date().toISOString() };
    await commitTurn(turn, async ({ statements }) => void (await (await db()).transaction(statements)));
  } finally {
    storage.release();
  }
}
