import { encodeText, join, sql } from "@/lib/db";
import type { Branch, ConversationSummary } from "@/lib/model";
import { readTurn } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { selectConversations } from "../conversation-row";

/** All conversations that share a beginning with this one: the first of them, its forks, their forks. Parents come before their forks. */
export async function listBranches(conversationId: string): Promise<Branch[]> {
  const family = [await findRoot(conversationId)];
  let parents = family;
  while (parents.length > 0) {
    const ids = join(parents.map((parent) => encodeText(parent.conversationId)));
    parents = await selectConversations(sql`forked_from_id IN (${ids}) ORDER BY created_at, id`);
    family.push(...parents);
  }
  return Promise.all(family.map(toBranch));
}

async function findRoot(conversationId: string): Promise<ConversationSummary> {
  const conversation = await requireConversation(conversationId);
  return conversation.forkedFrom ? findRoot(conversation.forkedFrom.conversationId) : conversation;
}

async function toBranch({ conversationId, forkedFrom, createdAt, turnCount }: ConversationSummary): Promise<Branch> {
  const last = turnCount === 0 ? null : await readTurn(conversationId, turnCount);
  const [forkedFromId, forkedAtTurn] = [forkedFrom?.conversationId ?? null, forkedFrom?.turn ?? null];
  return { conversationId, forkedFromId, forkedAtTurn, createdAt, turnCount, lastSentence: last?.sentence ?? null };
}
