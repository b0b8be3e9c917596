import type { Sql } from "@/lib/db";
import type { HandWrite } from "@/lib/model";
import { type Commit, type ScopeAddress, type ScopeWrite, type WriteScopesResult, writeScopes } from "@/lib/state";
import { type ActiveConversation, requireWritableConversation } from "./active-conversation";
import { botRegistry } from "./bots";

export type WriteStateInput = {
  conversationId: string;
  /** The first member when left out. */
  userId?: string;
  writes: readonly ScopeWrite[];
  kind: HandWrite["kind"];
  by: string;
  /** Committed with the writes. */
  along?: readonly Sql[];
  commit?: Commit;
};

/** The one way in which people write state: panel, HTTP and tests alike. Throws `stale_etag` with the current values. */
export async function writeState({ conversationId, userId, ...input }: WriteStateInput): Promise<WriteScopesResult> {
  const conversation = await requireWritableConversation(conversationId);
  const address = await scopeAddress(conversation, userId);
  return writeScopes({ ...input, address, lastTurn: () => conversation.lastTurn });
}

export async function scopeAddress(conversation: ActiveConversation, userId: string | undefined): Promise<ScopeAddress> {
  const { botId, channelId, id: conversationId, members } = conversation;
  const bot = (await botRegistry()).list().find((summary) => summary.id === botId);
  const keyStyle = bot?.status === "ready" ? (await botRegistry()).require(botId).keyStyle : "state-class";
  return { botId, channelId, conversationId, userId: userId ?? members[0]?.id ?? "", keyStyle };
}
