/** An account of the person, or what a fork or an opened file calls it: a copy of the person's past under another id is theirs too. */
export type Account = { identityId: string; channelId: string; userId: string; names: string[]; copiedBy?: "fork" | "file" };

/** `whole`: the last human goes, and everything with them. `shared`: others are there, and keep what is theirs. `held`: it stays as it is. */
export type ReachedConversation = { id: string; botId: string; channelId: string; fate: "whole" | "shared" | "held"; others: string[] };

/** Whom an erasure is about, and which conversations it touches. Worked out once, since the erasure takes away what it is found by. */
export type Reach = {
  accounts: Account[];
  conversations: ReachedConversation[];
  /** Forks that others keep, of conversations that go or are not in the reach: they get rows of their own for what they share. */
  detached: string[];
  /** Under a legal hold, and so the person stays known: what of them is kept as it is. */
  held: Held;
  /** When the person was first known here: what was said before is not from them. Unknown of who is sealed since before this was kept. */
  since?: string;
};

/** What a hold on somebody else, or on a conversation in which the person never was, keeps. */
export type HeldOfOther = { owner: string; reviewOn: string; conversationIds: string[]; itemIds: string[] };

/**
 * Conversations with all that is in them, items beside them, and the accounts of the person, who stays known with them. `ofOthers` is all that is
 * held of anybody else, wherever it is: it stays as it is, also where nothing in it is the person's.
 */
export type Held = { conversationIds: string[]; itemIds: string[]; identityIds: string[]; ofOthers: HeldOfOther[] };

export const nothingHeld: Held = { conversationIds: [], itemIds: [], identityIds: [], ofOthers: [] };

/** Whether a part is kept under a hold. */
export function isPartial({ held }: Reach): boolean {
  return held.conversationIds.length + held.itemIds.length > 0;
}

/** All that no erasure of this person may change: what is held of them, and of others. */
export function sparedBy({ held }: Reach): { conversationIds: string[]; itemIds: string[] } {
  return {
    conversationIds: [...new Set([...held.conversationIds, ...held.ofOthers.flatMap((one) => one.conversationIds)])],
    itemIds: [...new Set([...held.itemIds, ...held.ofOthers.flatMap((one) => one.itemIds)])],
  };
}

/** Holds on others by which something of this person is kept too. */
export function keepingHolds({ held }: Reach): HeldOfOther[] {
  const [conversations, items] = [new Set(held.conversationIds), new Set(held.itemIds)];
  return held.ofOthers.filter(
    ({ conversationIds, itemIds }) => conversationIds.some((id) => conversations.has(id)) || itemIds.some((id) => items.has(id)),
  );
}

export function userIdsOf(reach: Reach): Set<string> {
  return new Set(reach.accounts.map(({ userId }) => userId));
}

/** The person's ids in a conversation: not such as are somebody else's there, whom another channel calls alike. */
export function ownIdsIn(reach: Reach, conversationId: string): Set<string> {
  const others = new Set(reach.conversations.find(({ id }) => id === conversationId)?.others ?? []);
  return new Set([...userIdsOf(reach)].filter((id) => !others.has(id)));
}

/** Conversations with the person's ids in them, those with the same ones together. */
export function groupByOwnIds(reach: Reach, conversationIds: readonly string[]): { ids: string[]; userIds: string[] }[] {
  const groups = new Map<string, { ids: string[]; userIds: string[] }>();
  for (const id of conversationIds) {
    const userIds = [...ownIdsIn(reach, id)].sort();
    const key = JSON.stringify(userIds);
    groups.set(key, { userIds, ids: [...(groups.get(key)?.ids ?? []), id] });
  }
  return [...groups.values()].filter(({ userIds }) => userIds.length > 0);
}

export function identityIdsOf(reach: { accounts: readonly Pick<Account, "identityId">[] }): string[] {
  return reach.accounts.map(({ identityId }) => identityId);
}

/** Accounts that go: all but those of whom something is held. */
export function goneAccounts({ accounts, held }: Reach): Account[] {
  return accounts.filter(({ identityId }) => !held.identityIds.includes(identityId));
}

export function conversationsOf(reach: Reach, fate: ReachedConversation["fate"]): ReachedConversation[] {
  return reach.conversations.filter((one) => one.fate === fate);
}

/** Everybody else in these conversations. */
export function othersOf(reach: Reach): Set<string> {
  return new Set(reach.conversations.flatMap(({ others }) => others));
}
