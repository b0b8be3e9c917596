import { db, decodeText, sql } from "@/lib/db";
import { processSingleton, subjectRef } from "@/lib/env";
import { defaultChannelId } from "@/lib/model";
import { erasing, type KeptStanding, keptStanding } from "./kept-standing";

/** Whether a word is the id of somebody who was erased: on a channel, or on any that is known where none is given. */
export type ErasedWords = (word: string, channelId: string | null) => boolean;

/** Null while nobody is suppressed. Who was erased is known by a hash: each word that is asked for the first time costs one. */
export async function erasedWords(workBeganAt: number): Promise<ErasedWords | null> {
  const kept = await keptStanding();
  const { underWay, done } = erasing();
  if (kept.suppressed.size + underWay.size + done.size === 0) return null;
  const { channels, refs } = await known(kept);
  const isGone = (ref: string) => kept.suppressed.has(ref) || underWay.has(ref) || (done.get(ref) ?? 0) > workBeganAt;
  return (userId, channelId) => (channelId === null ? channels : [channelId]).some((one) => isGone(refOf(refs, one, userId)));
}

type Known = { channels: string[]; refs: Map<string, string> };

/** Words of bots and protocols come again and again. */
const maxRefs = 10_000;

const all = (): WeakMap<KeptStanding, Promise<Known>> => processSingleton("erased-words", () => new WeakMap());

/** Kept until somebody else is erased, so that nobody stays in memory who was. */
function known(kept: KeptStanding): Promise<Known> {
  const found = all().get(kept) ?? readChannels().then((channels) => ({ channels, refs: new Map() }));
  all().set(kept, found);
  found.catch(() => all().delete(kept));
  return found;
}

function refOf(refs: Map<string, string>, channelId: string, userId: string): string {
  const key = JSON.stringify([channelId, userId]);
  const ref = refs.get(key) ?? subjectRef({ channelId, userId });
  if (refs.size >= maxRefs) refs.clear();
  refs.set(key, ref);
  return ref;
}

async function readChannels(): Promise<string[]> {
  const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT channel_id AS id FROM identity
    UNION SELECT DISTINCT channel_id AS id FROM remote_bot`);
  return [...new Set([defaultChannelId, ...rows.map(({ id }) => decodeText(id))])];
}
