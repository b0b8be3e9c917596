import { identityIdOf } from "@/lib/facts";
import type { PersonIdentity } from "@/lib/model";
import { collectNeedles } from "../erasure/needles/collect-needles";
import { nothingHeld, type Reach } from "../erasure/reach/reach";
import { type Redactor, redactorOf } from "../erasure/words/redactor";
import { listOwnItems } from "../erasure/work/own-items";
import { namesOf } from "./names-of";
import type { OwnConversation } from "./own-conversations";

/**
 * The same conversations, in which others are also known by what bots keep of them: addresses, numbers, and values that are theirs alone. What is
 * the person's as well stays readable.
 */
export async function withMentions(
  conversations: readonly OwnConversation[],
  identities: readonly PersonIdentity[],
): Promise<OwnConversation[]> {
  if (conversations.every(({ others }) => others.length === 0)) return [...conversations];
  const own = new Set(await readWords(reachOf(identities, conversations)));
  const known = new Map<string, Redactor>();
  for (const conversation of conversations) {
    for (const { userId, name } of conversation.others) {
      const account = { channelId: conversation.channelId, userId, name };
      const key = keyOf(account);
      if (known.has(key)) continue;
      const words = await readWords(reachOf([{ ...account, identityId: identityIdOf(account) }], conversations));
      known.set(key, redactorOf([...namesOf(name), ...words.filter((word) => !own.has(word))]));
    }
  }
  return conversations.map((one) => ({
    ...one,
    others: one.others.map((other) => ({ ...other, mentions: known.get(keyOf({ ...other, channelId: one.channelId })) ?? other.mentions })),
  }));
}

type Named = { channelId: string; userId: string; name: string };

function keyOf({ channelId, userId, name }: Named): string {
  return JSON.stringify([channelId, userId, name]);
}

/** What would be looked for if they were erased. */
async function readWords(reach: Reach): Promise<string[]> {
  const { identifiers, values } = await collectNeedles(reach, await listOwnItems({ reach }));
  return [...identifiers, ...values];
}

/** As far as the conversations of the person go. */
function reachOf(accounts: readonly (Named & { identityId: string })[], conversations: readonly OwnConversation[]): Reach {
  const isOf = (userId: string, channel: string) => accounts.some((one) => one.userId === userId && one.channelId === channel);
  const places = conversations.map(({ id, botId, channelId, ownIds, others }) => {
    const everybody = [...ownIds, ...others.map(({ userId }) => userId)];
    return { id, botId, channelId, everybody, others: everybody.filter((userId) => !isOf(userId, channelId)) };
  });
  return {
    accounts: accounts.map(({ identityId, channelId, userId, name }) => ({ identityId, channelId, userId, names: [name] })),
    conversations: places
      .filter(({ everybody, others }) => everybody.length > others.length)
      .map(({ everybody: _, ...place }) => ({ ...place, fate: "shared" })),
    detached: [],
    held: nothingHeld,
  };
}
