import { remoteTurns } from "@/lib/bots";
import type { StateAddress } from "@/lib/model";
import { type BotStorage, directStorage } from "@/lib/state";
import { withoutServiceToken, withServiceToken } from "../channel/service-address";
import { readBotSetting } from "../kept-bot-settings";

/** Whose state a call is about, where it says so. */
type About = Partial<Omit<StateAddress, "botId">>;

/**
 * Where a storage call of a bot elsewhere goes: to the turn it belongs to, which commits it, or else straight to the store. The bot's service
 * token, which is in the conversation references that bots keep, is not stored and is there again when the bot reads.
 */
export function callStorage(botId: string, keys: readonly string[], about: About = {}): BotStorage {
  const turn = remoteTurns().findByKeys(botId, keys);
  turn?.noteRequest();
  return keepingTokenOut(botId, turn?.storage ?? storageOutsideTurns(botId, about));
}

/** For work that is no turn; what somebody wrote meanwhile goes by the bot's policy. */
export function storageOutsideTurns(botId: string, about: About = {}): BotStorage {
  return directStorage(botId, { owner: about, readPolicy: async () => (await readBotSetting(botId)).overwritePolicy });
}

function keepingTokenOut(botId: string, storage: BotStorage): BotStorage {
  const { lastETag, lookAhead, writeEncoded, heldEncoding } = storage;
  return {
    read: async (keys) => withServiceToken(botId, await storage.read(keys)),
    write: (changes) => storage.write(withoutServiceToken(botId, changes)),
    delete: (keys) => storage.delete(keys),
    lastETag: lastETag?.bind(storage),
    lookAhead: lookAhead?.bind(storage),
    writeEncoded: writeEncoded && ((key, item, encoding) => writeEncoded.call(storage, key, withoutServiceToken(botId, item), encoding)),
    heldEncoding: heldEncoding?.bind(storage),
  };
}
