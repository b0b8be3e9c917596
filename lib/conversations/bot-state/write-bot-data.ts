import {
  type BotData,
  type BotDataEncoding,
  type BotDataPlace,
  botDataBytes,
  botDataKey,
  ownerOfPlace,
  parseBotData,
  toStoredData,
} from "@/lib/channels";
import { env } from "@/lib/env";
import { HarnessError, isHarnessError, type JsonObject, type JsonValue } from "@/lib/model";
import type { BotStorage } from "@/lib/state";
import { callStorage } from "./call-storage";
import { neverSaved } from "./read-bot-data";
import { readETags } from "./write-storage-items";

/**
 * Saves a record as the Bot State service did (protocols 3): without a condition or with "*" it overwrites, with the current eTag it
 * replaces, any other is `stale_etag`; data that is falsy deletes.
 */
export async function writeBotData(botId: string, place: BotDataPlace, body: unknown): Promise<BotData> {
  const { data, ifMatch } = parseBotData(body);
  const key = botDataKey(place);
  const storage = callStorage(botId, [key], ownerOfPlace(place));
  if (data === null) return remove(storage, key, ifMatch);
  checkSize(data);
  const { item, encoding } = toStoredData(data);
  await storage.lookAhead?.([key]);
  await refusingStale(() => writeEncoded(storage, key, { ...item, ...(ifMatch !== null && { eTag: ifMatch }) }, encoding));
  return { data, eTag: (await readETags(storage, [key])).get(key) ?? neverSaved.eTag };
}

/** Storage deletes without a condition; a write with one before it finds out, and keeps others from writing between in a turn. */
async function remove(storage: BotStorage, key: string, ifMatch: string | null): Promise<BotData> {
  if (ifMatch !== null) await refusingStale(() => storage.write({ [key]: { eTag: ifMatch } }));
  await storage.delete([key]);
  return neverSaved;
}

function writeEncoded(storage: BotStorage, key: string, item: JsonObject, encoding: BotDataEncoding | null): Promise<void> {
  if (!storage.writeEncoded) throw new TypeError("Only storage of ours keeps in which form an item came.");
  return storage.writeEncoded(key, item, encoding);
}

function checkSize(data: JsonValue): void {
  const { botStateLimitBytes } = env();
  const bytes = botDataBytes(data);
  if (botStateLimitBytes === 0 || bytes <= botStateLimitBytes) return;
  throw new HarnessError(
    "item_too_large",
    `A record may hold ${botStateLimitBytes} bytes; this one has ${bytes}. TURNSCOPE_BOT_STATE_LIMIT_BYTES allows more.`,
  );
}

async function refusingStale(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!isHarnessError(cause) || cause.code !== "stale_etag") throw cause;
    throw new HarnessError("stale_etag", "The data is changed. Get it again, and send the eTag that comes with it.", { cause });
  }
}
