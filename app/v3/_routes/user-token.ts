import * as z from "zod";
import { getAadTokens, noteTokenRequest, parseExchangeState, requireBotCaller, type UserTokens, userTokensFor } from "@/lib/conversations";
import { HarnessError } from "@/lib/model";
import { limitRate } from "../_lib/rate-limits";
import { readBody } from "../_lib/read-body";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const tokens = "/api/usertoken";
const signIn = "/api/botsignin";

/**
 * The user token service that SDKs ask for an OAuth prompt, in place of the Microsoft account behind it. Paths are in lower case, since SDKs
 * differ in theirs.
 */
export const userTokenRoutes: readonly ServiceRoute[] = [
  { method: "GET", path: `${tokens}/gettoken`, answer: getToken },
  { method: "GET", path: `${tokens}/gettokenorsigninresource`, answer: getTokenOrSignInResource },
  { method: "GET", path: `${tokens}/gettokenstatus`, answer: getTokenStatus },
  { method: "POST", path: `${tokens}/getaadtokens`, answer: getTokensOfResources },
  { method: "POST", path: `${tokens}/exchange`, answer: exchange },
  { method: "DELETE", path: `${tokens}/signout`, answer: signOut },
  { method: "POST", path: `${tokens}/emulateoauthcards`, answer: emulate },
  { method: "GET", path: `${signIn}/getsigninurl`, answer: getSignInUrl },
  { method: "GET", path: `${signIn}/getsigninresource`, answer: getSignInResource },
];

async function getToken(asked: ServiceRequest): Promise<Response> {
  const about = tokenAsked(asked);
  const token = await (await tokensOf(asked, about)).getToken(about, textOf(asked, "code"));
  // SDKs take a body for a token, whatever the status.
  return token === null ? new Response(null, { status: 404 }) : jsonAnswer(token);
}

async function getTokenOrSignInResource(asked: ServiceRequest): Promise<Response> {
  const about = tokenAsked(asked);
  const service = await tokensOf(asked, about);
  const tokenResponse = await service.getToken(about, textOf(asked, "code"));
  if (tokenResponse) return jsonAnswer({ tokenResponse });
  const { conversationId } = stateOf(asked);
  return jsonAnswer({ signInResource: service.getSignInResource({ ...about, conversationId }) });
}

async function getTokenStatus(asked: ServiceRequest): Promise<Response> {
  const about = { userId: requireText(asked, "userId"), channelId: textOf(asked, "channelId"), include: textOf(asked, "include") };
  return jsonAnswer(await (await tokensOf(asked, about)).getTokenStatus(about));
}

const resourceUrls = z.looseObject({ resourceUrls: z.array(z.string().max(2000)).max(100) });

async function getTokensOfResources(asked: ServiceRequest): Promise<Response> {
  const about = tokenAsked(asked);
  const service = await tokensOf(asked, about);
  const { resourceUrls: urls } = await readBody(asked.request, resourceUrls, "invalid_request");
  return jsonAnswer(await getAadTokens(service, about, urls));
}

const exchangeRequest = z.looseObject({ token: z.string().nullish(), uri: z.string().nullish() });

async function exchange(asked: ServiceRequest): Promise<Response> {
  const about = tokenAsked(asked);
  const service = await tokensOf(asked, about);
  const { token, uri } = await readBody(asked.request, exchangeRequest, "invalid_request");
  const exchanged = await service.exchangeToken(about, { token: token ?? undefined, uri: uri ?? undefined });
  return exchanged === null ? new Response(null, { status: 404 }) : jsonAnswer(exchanged);
}

async function signOut(asked: ServiceRequest): Promise<Response> {
  const about = {
    userId: requireText(asked, "userId"),
    channelId: textOf(asked, "channelId"),
    connectionName: textOf(asked, "connectionName"),
  };
  await (await tokensOf(asked, about)).signOut(about);
  return jsonAnswer({});
}

/** Bots announce that they want tokens from here instead of the public service: here they always get them. */
async function emulate(): Promise<Response> {
  return jsonAnswer({});
}

async function getSignInUrl(asked: ServiceRequest): Promise<Response> {
  return new Response((await linkFor(asked)).signInLink, { headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" } });
}

async function getSignInResource(asked: ServiceRequest): Promise<Response> {
  return jsonAnswer(await linkFor(asked));
}

async function linkFor(asked: ServiceRequest) {
  const state = stateOf(asked);
  return (await tokensOf(asked, state)).getSignInResource(state);
}

/** A sign-in link is asked for a conversation, everything else for a person. */
type About = { userId: string; channelId?: string; conversationId?: string };

async function tokensOf(asked: ServiceRequest, { userId, channelId = "", conversationId }: About): Promise<UserTokens> {
  const { request, servedBotId } = asked;
  const authorization = request.headers.get("authorization");
  const { summary } = await requireBotCaller({ servedBotId, authorization, conversationId, user: { userId, channelId } });
  asked.tell({ botId: summary.id });
  noteTokenRequest(summary.id, userId);
  await limitRate("bot", summary.id);
  return userTokensFor(summary.id);
}

function tokenAsked(asked: ServiceRequest) {
  return {
    userId: requireText(asked, "userId"),
    channelId: requireText(asked, "channelId"),
    connectionName: textOf(asked, "connectionName") ?? "",
  };
}

function stateOf(asked: ServiceRequest) {
  return parseExchangeState(requireText(asked, "state"));
}

/** SDKs send parameters that they have no value for as empty ones. */
function textOf({ url }: ServiceRequest, name: string): string | undefined {
  return url.searchParams.get(name) || undefined;
}

function requireText(asked: ServiceRequest, name: string): string {
  const text = textOf(asked, name);
  if (text !== undefined) return text;
  throw new HarnessError("invalid_request", `The parameter ${name} is missing.`, { details: { serviceCode: "MissingProperty" } });
}
