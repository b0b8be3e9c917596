import type { Activity, SignInUrlResponse, TokenExchangeRequest, TokenResponse, TokenStatus } from "botframework-schema";
import { getAadTokens, type UserToken, type UserTokens } from "./user-tokens";

/** What a v4 bot finds in its turn state under its adapter's UserTokenClientKey; the SDK's class would ask over HTTP. */
export function v4UserTokenClient(tokens: UserTokens) {
  return {
    async getUserToken(userId: string, connectionName: string, channelId: string, code?: string) {
      return toResponse(await tokens.getToken({ userId, connectionName, channelId }, code || undefined));
    },
    async getSignInResource(connectionName: string, activity: Activity): Promise<SignInUrlResponse> {
      const { channelId, conversation, from } = activity;
      return tokens.getSignInResource({ connectionName, channelId, userId: from.id, conversationId: conversation.id });
    },
    async signOutUser(userId: string, connectionName: string, channelId: string): Promise<void> {
      await tokens.signOut({ userId, channelId, connectionName: connectionName || undefined });
    },
    async getTokenStatus(userId: string, channelId: string, include?: string): Promise<TokenStatus[]> {
      return tokens.getTokenStatus({ userId, channelId, include: include || undefined });
    },
    async getAadTokens(userId: string, connectionName: string, resourceUrls: string[], channelId: string) {
      return getAadTokens(tokens, { userId, connectionName, channelId }, resourceUrls);
    },
    async exchangeToken(userId: string, connectionName: string, channelId: string, { token, uri }: TokenExchangeRequest) {
      return toResponse(await tokens.exchangeToken({ userId, connectionName, channelId }, { token, uri }));
    },
  };
}

/** The SDK takes nothing for no token, and its type wants an expiration that it says may be left out. */
function toResponse(token: UserToken | null): TokenResponse | undefined {
  return token === null ? undefined : (token as TokenResponse);
}
