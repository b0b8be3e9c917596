/** Whose token: a person is known to a bot by channel. */
export type TokenAsked = { userId: string; channelId: string; connectionName: string };
export type UserToken = { channelId: string; connectionName: string; token: string };
export type TokenExchange = { token?: string; uri?: string };
export type SignInResource = { signInLink: string };
export type TokenStatus = { channelId: string; connectionName: string; hasToken: boolean; serviceProviderDisplayName: string };

/** The user token service as one bot asks it. Null where the service would answer 404. */
export interface UserTokens {
  /** `code` is what the person typed; it is taken once. */
  getToken(about: TokenAsked, code?: string): Promise<UserToken | null>;
  getSignInResource(about: TokenAsked & { conversationId: string }): SignInResource;
  exchangeToken(about: TokenAsked, request: TokenExchange): Promise<UserToken | null>;
  /** `include` names connections, with commas between them. */
  getTokenStatus(about: { userId: string; channelId?: string; include?: string }): Promise<TokenStatus[]>;
  /** From every connection, when none is named. */
  signOut(about: { userId: string; channelId?: string; connectionName?: string }): Promise<void>;
}

/** For each resource of a provider that has several; there is one emulated token for all. */
export async function getAadTokens(
  tokens: UserTokens,
  about: TokenAsked,
  resourceUrls: readonly string[],
): Promise<Record<string, UserToken>> {
  const token = await tokens.getToken(about);
  return token === null ? {} : Object.fromEntries(resourceUrls.map((url) => [url, token]));
}
