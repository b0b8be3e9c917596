import { remoteTurns, type SignInResource, type TokenExchange, type TokenStatus, type UserToken, type UserTokens } from "@/lib/bots";
import { db } from "@/lib/db";
import { makeUserToken } from "./make-user-token";
import { signInLinkOf } from "./sign-in-link";
import { deleteUserTokens, readUserToken, readUserTokens, type TokenPlace, takeCode, upsertUserToken } from "./user-token-row";

/** The user token service as it is for one bot: what its SDK asks, over HTTP or in this process. */
export function userTokensFor(botId: string): UserTokens {
  return {
    getToken: (about, code) => getToken({ botId, ...about }, code),
    getSignInResource: (about) => toSignInResource(signInLinkOf({ botId, ...about })),
    exchangeToken: (about, request) => exchangeToken({ botId, ...about }, request),
    getTokenStatus: (about) => listStatus(botId, about),
    async signOut(about) {
      await deleteUserTokens(botId, about);
    },
  };
}

/** What a bot asks about somebody's token belongs to the turn that it runs for them. */
export function noteTokenRequest(botId: string, userId: string): void {
  remoteTurns().findByUser(botId, userId)?.noteRequest();
}

/** With a code that is none of the person's there is no token, also where there would be one without. */
async function getToken(place: TokenPlace, code?: string): Promise<UserToken | null> {
  if (code && (await (await db()).execute(takeCode(place, code))) === 0) return null;
  const row = await readUserToken(place);
  if (!row || row.awaitsCode) return null;
  return { channelId: place.channelId, connectionName: place.connectionName, token: row.token() };
}

function toSignInResource(signInLink: string): SignInResource {
  return { signInLink };
}

/** Single sign-on: who shows a token of another service is signed in. Of an address only what is there already is given. */
async function exchangeToken(place: TokenPlace, { token }: TokenExchange): Promise<UserToken | null> {
  if (token) await (await db()).execute(upsertUserToken(place, makeUserToken(place), null));
  return getToken(place);
}

async function listStatus(botId: string, { include, ...about }: Parameters<UserTokens["getTokenStatus"]>[0]): Promise<TokenStatus[]> {
  const wanted = include?.split(",").map((name) => name.trim());
  return (await readUserTokens(botId, about))
    .filter(({ awaitsCode, connectionName }) => !awaitsCode && (!wanted || wanted.includes(connectionName)))
    .map(({ channelId, connectionName }) => ({ channelId, connectionName, hasToken: true, serviceProviderDisplayName: "Turnscope" }));
}
