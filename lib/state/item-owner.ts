import { type ParsedStorageKey, parseStorageKey, type StateAddress } from "@/lib/model";

/** Whose item a key names. The ids that are known (the turn's, or the stored item's) settle what the key alone leaves open. */
export function ownerOf(key: string, known: Partial<StateAddress>): ParsedStorageKey {
  return parseStorageKey(key, { ...known, agentId: known.botId });
}
