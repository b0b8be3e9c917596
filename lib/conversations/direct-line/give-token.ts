import { type DirectLineClaims, isReservedUserId, issueToken, tokenLifetimeSeconds } from "@/lib/channels";
import { HarnessError, newConversationId, type Persona } from "@/lib/model";
import type { DirectLineClient } from "./client";

type GivenToken = { conversationId: string; token: string; expires_in: number };

type TokenFor = { user: Persona | null; trustedOrigins: string[] | null };

/** A token for a conversation that may be started with it, or for the one that the client's own token is for. */
export async function generateToken(client: DirectLineClient, { user, trustedOrigins }: TokenFor): Promise<GivenToken> {
  if (user && !isReservedUserId(user.id)) {
    throw new HarnessError("invalid_request", 'The user id of a token begins with "dl_", so that nobody can claim it without one.');
  }
  if (client.conversationId !== null) return giveToken({ ...client, conversationId: client.conversationId });
  return giveToken({ botId: client.botId, conversationId: newConversationId(), user, trustedOrigins });
}

/** Throws `not_allowed` for the secret, which has nothing to refresh. */
export async function refreshToken(client: DirectLineClient): Promise<GivenToken> {
  if (client.conversationId !== null) return giveToken({ ...client, conversationId: client.conversationId });
  throw new HarnessError("not_allowed", "A secret does not expire. Refresh a token, or generate one.");
}

/** `streamPath` is below Direct Line's own path, and opens for a minute. */
export type GivenConversation = GivenToken & { streamPath: string };

export async function giveConversation(claims: DirectLineClaims, watermark: string): Promise<GivenConversation> {
  const query = new URLSearchParams({ watermark, t: await issueToken(claims, "stream", Date.now()) });
  return { ...(await giveToken(claims)), streamPath: `/conversations/${encodeURIComponent(claims.conversationId)}/stream?${query}` };
}

async function giveToken(claims: DirectLineClaims): Promise<GivenToken> {
  const token = await issueToken(claims, "access", Date.now());
  return { conversationId: claims.conversationId, token, expires_in: tokenLifetimeSeconds };
}
