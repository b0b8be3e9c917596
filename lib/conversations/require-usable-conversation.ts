import type { ConversationSummary } from "@/lib/model";
import { requireUsable } from "@/lib/standing";

/**
 * What is held about somebody who is restricted is not carried on: neither into files nor into other conversations. Throws what
 * `requireUsable` does.
 */
export async function requireUsableConversation({ channelId, members }: ConversationSummary): Promise<void> {
  await requireUsable(members.map(({ id: userId }) => ({ channelId, userId })));
}

/** What comes in a file must not bring somebody back who was erased. Throws what `requireUsable` does. */
export async function requireUsablePeople(channelId: string, userIds: readonly string[]): Promise<void> {
  await requireUsable(userIds.map((userId) => ({ channelId, userId })));
}
