import { type JsonObject, setOwn } from "@/lib/model";
import type { BotStorage } from "@/lib/state";
import { callStorage } from "./call-storage";

/** Writes store items as the SDKs' Storage does, and answers the eTags that they have now, by key. */
export async function writeStorageItems(botId: string, changes: JsonObject): Promise<Record<string, string>> {
  const keys = Object.keys(changes);
  const storage = callStorage(botId, keys);
  await storage.lookAhead?.(keys);
  await storage.write(changes);
  const eTags = {};
  for (const [key, eTag] of await readETags(storage, keys)) setOwn(eTags, key, eTag);
  return eTags;
}

/** Told by a turn's storage, which would note a reading as the bot's own; read from any other. */
export async function readETags(storage: BotStorage, keys: readonly string[]): Promise<Map<string, string>> {
  const told = storage.lastETag?.bind(storage);
  const stored = told ? {} : ((await storage.read([...keys])) as Record<string, { eTag: string }>);
  const eTagOf = (key: string): string | null => (told ? told(key) : Object.hasOwn(stored, key) ? (stored[key]?.eTag ?? null) : null);
  return new Map(keys.flatMap((key) => [[key, eTagOf(key)] as const]).filter((one): one is [string, string] => one[1] !== null));
}
