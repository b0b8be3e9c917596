import { newWordsIn, type ParsedStorageKey, type StateAddress, withoutWords, wordsInKey } from "@/lib/model";
import { type ErasedWords, erasedWords, isBarred, isBarredConversation, noteKeptOut, wasErased } from "@/lib/standing";
import type { ItemWrite } from "./commit-items";
import { ownerOf } from "./item-owner";
import { dataOf } from "./store-item";

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

/** `person`: whose turn it was; what somebody's turn wrote into state that a conversation shares would bring them back too. */
type Work = { workBeganAt: number; person: { channelId: string; userId: string } | null };

/** What of a bot's writes is kept, and the ids of items of which something is not, since somebody was erased. */
export type Barred = { kept: ItemWrite[]; cut: Set<string> };

export async function withoutBarred(writes: readonly ItemWrite[], work: Work): Promise<Barred> {
  const barred = await keepUsable(writes, work);
  if (barred.cut.size > 0 || barred.kept.length < writes.length) noteKeptOut();
  return barred;
}

async function keepUsable(writes: readonly ItemWrite[], { workBeganAt, person }: Work): Promise<Barred> {
  if (person && (await isBarred(person, workBeganAt))) {
    return { kept: [], cut: new Set((await wasErased(person, workBeganAt)) ? writes.map(({ id }) => id) : []) };
  }
  const cut = new Set<string>();
  const kept: ItemWrite[] = [];
  const isErased = await erasedWords(workBeganAt);
  for (const write of writes) {
    const isBarredWrite = await isBarredOwner(write.owner, workBeganAt);
    const rest = isBarredWrite || !isErased ? write : withoutErased(write, person?.channelId ?? null, isErased);
    if (rest !== write || (isBarredWrite && (await isErasedOwner(write.owner, workBeganAt)))) cut.add(write.id);
    if (!isBarredWrite && rest) kept.push(rest);
  }
  return { kept, cut };
}

async function isErasedOwner(owner: ParsedStorageKey, workBeganAt: number): Promise<boolean> {
  if (owner.style === "unclassified") return false;
  const { channelId, userId, conversationId } = owner;
  if (userId !== undefined && (await wasErased({ channelId, userId }, workBeganAt))) return true;
  return conversationId !== undefined && isBarredConversation(conversationId, workBeganAt);
}

/** Without what is put down to somebody who was erased; null when nothing is left to write. */
function withoutErased(write: ItemWrite, channelId: string | null, isErased: ErasedWords): ItemWrite | null {
  const { key, owner, before, text } = write;
  if (text === null) return write;
  const place = channelId ?? (owner.style === "unclassified" ? null : owner.channelId);
  if (madeWords(key, owner).some((word) => isErased(word, channelId))) return null;
  const words = erasedIn(write, place, isErased);
  if (words.size === 0) return write;
  const rest = JSON.stringify(withoutWords(dataOf({ text }), words));
  return rest === (before?.text ?? "{}") ? null : { ...write, text: rest };
}

/** What may be an id in a key that a bot made of one; what looks like a longer id, on a channel of its own, may be such too. */
function madeWords(key: string, owner: ParsedStorageKey): string[] {
  if (owner.style === "unclassified") return wordsInKey(key);
  return wordsInKey(owner.userId ?? "").filter((word) => word !== owner.userId);
}

/** The ids of erased people that a write would bring into an item. */
export function erasedIn(
  { before, text }: Pick<ItemWrite, "before" | "text">,
  channelId: string | null,
  isErased: ErasedWords,
): Set<string> {
  if (text === null || text === before?.text) return new Set();
  return new Set(newWordsIn(dataOf({ text }), before ? dataOf(before) : null).filter((word) => isErased(word, channelId)));
}
