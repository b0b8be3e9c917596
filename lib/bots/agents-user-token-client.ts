import { Activity, type ConversationReference } from "@microsoft/agents-activity";
import type { AadResourceUrls, TokenExchangeRequest } from "@microsoft/agents-hosting";
import { getAadTokens, type TokenAsked, type UserTokens } from "./user-tokens";

const noToken = { token: undefined };

/** What an Agents SDK bot finds in its turn state under its adapter's UserTokenClientKey; the SDK's class would ask over HTTP. */
export function agentsUserTokenClient(tokens: UserTokens) {
  const signInResource = (connectionName: string, { channelId, conversation, user }: ConversationReference) =>
    tokens.getSignInResource({ ...toAsked(user?.id ?? "", connectionName, channelId), conversationId: conversation.id });
  return {
    getUserToken: async (connectionName: string, channelId: string, userId: string, code?: string) =>
      (await tokens.getToken(toAsked(userId, connectionName, channelId), code || undefined)) ?? noToken,
    signOut: (userId: string, connectionName: string, channelId: string) =>
      tokens.signOut({ ...toAsked(userId, connectionName, channelId), connectionName: connectionName || undefined }),
    getSignInResource: async (_appId: string, connectionName: string, reference: ConversationReference) =>
      signInResource(connectionName, reference),
    exchangeTokenAsync: async (userId: string, connectionName: string, channelId: string, request: TokenExchangeRequest) =>
      (await tokens.exchangeToken(toAsked(userId, connectionName, channelId), request)) ?? noToken,
    async getTokenOrSignInResource(
      userId: string,
      connectionName: string,
      channelId: string,
      reference: ConversationReference,
      _relatesTo?: ConversationReference,
      code?: string,
    ) {
      const token = await tokens.getToken(toAsked(userId, connectionName, channelId), code || undefined);
      return token ? { tokenResponse: token } : { signInResource: signInResource(connectionName, reference) };
    },
    getTokenStatus: (userId: string, channelId: string, include?: string | null) =>
      tokens.getTokenStatus({ userId, channelId: baseOf(channelId), include: include || undefined }),
    getAadTokens: (userId: string, connectionName: string, channelId: string, { resourceUrls }: AadResourceUrls) =>
      getAadTokens(tokens, toAsked(userId, connectionName, channelId), resourceUrls),
  };
}

function toAsked(userId: string, connectionName: string, channelId: string): TokenAsked {
  return { userId, connectionName, channelId: baseOf(channelId) };
}

/** This SDK's channel ids may name a part of a channel. */
function baseOf(channelId: string): string {
  const [base = channelId] = Activity.parseChannelId(channelId);
  return base;
}
