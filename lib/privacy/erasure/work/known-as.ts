import type { Needles } from "../needles/needles";
import { ownIdsIn, type Reach } from "../reach/reach";
import { type Redactor, redactorOf } from "../words/redactor";

/** What the person is known by in a place: ids that are keys or senders there, what is replaced in texts, and what bots would repeat of theirs. */
export type KnownAs = { ids: ReadonlySet<string>; redactor: Redactor; repeats: Redactor };

/** Where they never were: only what is nobody else's says who they are, or their namesakes would lose their names. */
export function knownElsewhere(needles: Needles): KnownAs {
  const sought = new Set(needles.sought);
  return { ids: new Set(needles.ids.filter((id) => sought.has(id))), redactor: redactorOf(needles.sought), repeats: redactorOf([]) };
}

type Sought = { reach: Reach; company: Omit<KnownAs, "ids">; elsewhere: KnownAs };

/** In conversations in which they were, a first name says who they are. */
export function knownIn({ reach, company, elsewhere }: Sought, conversationId: string | null): KnownAs {
  if (conversationId === null || !wereIn(reach, conversationId)) return elsewhere;
  return { ...company, ids: ownIdsIn(reach, conversationId) };
}

/** Whether a place is in a conversation in which the person is or was, or in a copy of one. */
export function wereIn({ conversations, detached }: Reach, conversationId: string | null): boolean {
  return conversationId !== null && (conversations.some(({ id }) => id === conversationId) || detached.includes(conversationId));
}
