import { type ParsedStorageKey, parseStorageKey, type StateAddress } from "@/lib/model";

/** Whose item a key names. In a turn the ids are known and settle what the key alone leaves open. */
export function ownerOf(key: string, address: StateAddress | null): ParsedStorageKey {
  return parseStorageKey(key, address ? { ...address, agentId: address.botId } : undefined);
}
