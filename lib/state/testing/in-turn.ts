import { db } from "@/lib/db";
import type { StateAddress } from "@/lib/model";
import { commitTurn, type TurnCommit } from "../commit-turn";
import { TurnStorage } from "../turn-storage";

/** Lets `work` use a turn's storage and commits it, as the end of a turn does, without a bot and a conversation around it. */
export async function inTurn(address: StateAddress, work: (storage: TurnStorage) => Promise<void>, number = 1): Promise<TurnCommit> {
  const storage = new TurnStorage(address);
  try {
    await work(storage);
    const turn = { address, number, storage, at: new Date().toISOString() };
    return await commitTurn(turn, async ({ statements }) => void (await (await db()).transaction(statements)));
  } finally {
    storage.release();
  }
}
