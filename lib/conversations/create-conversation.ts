import { db, encodeText, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { HarnessError, type Persona } from "@/lib/model";
import { beginAnew, requireUsable, standingChanged } from "@/lib/standing";
import { type ConversationRow, insertConversation, selectConversations, upsertMember } from "./conversation-row";
import { meetPeople } from "./meet-people";

/** Throws `conversation_exists`, and what `requireUsable` does. `user` is null while it is not known who will talk. */
export async function createConversation(place: Omit<ConversationRow, "createdAt">, user: Persona | null): Promise<void> {
  const { conversationId, channelId } = place;
  const [existing] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
  if (existing) throw conversationExists();
  if (user) await requireUsable([{ channelId, userId: user.id }]);
  const createdAt = new Date().toISOString();
  const row = { ...place, createdAt };
  try {
    const members = user ? [upsertMember(conversationId, user, 0, createdAt), ...meetPeople(place, [user], createdAt)] : [];
    const anew = await beginAnew({ accounts: [], conversationIds: [conversationId] }, createdAt);
    await (await db()).transaction([insertConversation(row), ...members, ...anew]);
    if (anew.length > 0) await standingChanged();
  } catch (error) {
    // Somebody may have taken the id between our look and our write.
    const [taken] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
    throw taken ? conversationExists() : error;
  }
  bus().publish({ type: "conversations" });
}

function conversationExists(): HarnessError {
  return new HarnessError("conversation_exists", "A conversation with this id exists already. Open it, or choose another id.");
}
