import { remoteTurns } from "@/lib/bots";
import type { StateAddress } from "@/lib/model";
import { type BotStorage, directStorage } from "@/lib/state";
import { readBotSetting } from "../kept-bot-settings";

/** Whose state a call is about, where it says so. */
type About = Partial<Omit<StateAddress, "botId">>;

/**
 * Where a storage call of a bot elsewhere goes: to the turn it belongs to, which commits it, or else straight to the store.
 */
export function callStorage(botId: string, keys: readonly string[], about: About = {}): BotStorage {
  const turn = remoteTurns().findByKeys(botId, keys);
  turn?.noteRequest();
  if (turn) return turn.storage;
  return storageOutsideTurns(botId, about);
}

/** For work that is no turn; what somebody wrote meanwhile goes by the bot's policy. */
export function storageOutsideTurns(botId: string, about: About = {}): BotStorage {
  return directStorage(botId, { owner: about, readPolicy: async () => (await readBotSetting(botId)).overwritePolicy });
}
