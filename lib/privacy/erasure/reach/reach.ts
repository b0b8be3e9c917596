/** An account of the person, or what a fork calls it: a copy of the person's past under another id is theirs too. */
export type Account = { identityId: string; channelId: string; userId: string; names: string[] };

/** `whole`: the last human goes, and everything with them. `shared`: others are there, and keep what is theirs. */
export type ReachedConversation = { id: string; botId: string; channelId: string; fate: "whole" | "shared"; others: string[] };

/** Whom an erasure is about, and which conversations it touches. Worked out once, since the erasure takes away what it is found by. */
export type Reach = {
  accounts: Account[];
  conversations: ReachedConversation[];
  /** Forks that others keep, of conversations that go or are not in the reach: they get rows of their own for what they share. */
  detached: string[];
};

export function userIdsOf(reach: Reach): Set<string> {
  return new Set(reach.accounts.map(({ userId }) => userId));
}

export function identityIdsOf(reach: Reach): string[] {
  return reach.accounts.map(({ identityId }) => identityId);
}

export function conversationsOf(reach: Reach, fate: ReachedConversation["fate"]): ReachedConversation[] {
  return reach.conversations.filter((one) => one.fate === fate);
}

/** Everybody else in these conversations. */
export function othersOf(reach: Reach): Set<string> {
  return new Set(reach.conversations.flatMap(({ others }) => others));
}
