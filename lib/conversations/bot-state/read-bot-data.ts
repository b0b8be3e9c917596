import { type BotData, type BotDataEncoding, type BotDataPlace, botDataKey, ownerOfPlace, toWireData } from "@/lib/channels";
import { filterOwn, type JsonObject } from "@/lib/model";
import { readItemEncodings } from "@/lib/state";
import { callStorage } from "./call-storage";

/** What a record is that was never saved, or is deleted. */
export const neverSaved: BotData = { data: null, eTag: "*" };

/** A record of the Bot State service, as its bot would have it. */
export async function readBotData(botId: string, place: BotDataPlace): Promise<BotData> {
  const key = botDataKey(place);
  const storage = callStorage(botId, [key], ownerOfPlace(place));
  const stored = (await storage.read([key]))[key] as (JsonObject & { eTag: string }) | undefined;
  if (!stored) return neverSaved;
  const held = storage.heldEncoding?.(key);
  const encoding = (held === undefined ? (await readItemEncodings(botId, [key])).get(key) : held) as BotDataEncoding | null | undefined;
  const item = filterOwn(stored, (name) => name !== "eTag");
  return { data: toWireData(item, encoding ?? null), eTag: stored.eTag };
}
