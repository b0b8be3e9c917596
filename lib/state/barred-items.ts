import type { ParsedStorageKey, StateAddress } from "@/lib/model";
import { isBarred, isBarredConversation } from "@/lib/standing";
import type { ItemWrite } from "./commit-items";
import { ownerOf } from "./item-owner";

/** Whose items a bot may neither read nor write: of people who are restricted, have objected or were erased, and of erased conversations. */
async function isBarredOwner(owner: ParsedStorageKey, workBeganAt: number): Promise<boolean> {
  if (owner.style === "unclassified") return false;
  const { channelId, userId, conversationId } = owner;
  if (userId !== undefined && (await isBarred({ channelId, userId }, workBeganAt))) return true;
  return conversationId !== undefined && isBarredConversation(conversationId, workBeganAt);
}

/** The keys that a bot may use; `known` settles whose they are, as for `ownerOf`. */
export async function usableKeys(keys: readonly string[], known: Partial<StateAddress>, workBeganAt: number): Promise<Set<string>> {
  const barred = await Promise.all(keys.map((key) => isBarredOwner(ownerOf(key, known), workBeganAt)));
  return new Set(keys.filter((_, index) => !barred[index]));
}

/**
 * What of a bot's writes is kept. `person`: whose turn it was; what somebody's turn wrote into state that a conversation shares would
 * bring them back too.
 */
export async function withoutBarred(
  writes: readonly ItemWrite[],
  { workBeganAt, person }: { workBeganAt: number; person: { channelId: string; userId: string } | null },
): Promise<ItemWrite[]> {
  if (person && (await isBarred(person, workBeganAt))) return [];
  const barred = await Promise.all(writes.map(({ owner }) => isBarredOwner(owner, workBeganAt)));
  return writes.filter((_, index) => !barred[index]);
}
