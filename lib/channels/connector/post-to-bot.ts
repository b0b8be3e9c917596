import * as z from "zod";
import { type ExchangePlace, notingExchange } from "../protocol-log/note-asked";
import { type BotCredentials, loginToken } from "./login-token";
import { type IncomingAnswer, type OutgoingRequest, sendRequest } from "./send-request";

/**
 * Where a bot takes activities, and with which credentials; null when it has none, or when its password is not known here. They are shown as they
 * are (`basic`, before v3), or as a token that the login service gives for them.
 */
export type BotEndpoint = { url: string; login: "basic" | "token"; credentials: () => BotCredentials | null };

/** What a bot may answer: replies of expectReplies with attachments inside, or the body of an invoke. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Gives a bot one activity. Throws a BotRequestError when no answer came; whatever status came is an answer. */
export async function postToBot({ url, login, credentials }: BotEndpoint, activity: object, signal: AbortSignal): Promise<IncomingAnswer> {
  const known = credentials();
  const body = JSON.stringify(activity);
  const send = (shown: Record<string, string>) =>
    sendNoted({ url, method: "POST", headers: { ...jsonHeaders, ...shown }, body, signal, limitBytes: maxAnswerBytes }, activity);
  if (known === null) return send({});
  if (login === "basic") return send(basicHeaders(known));
  const place = placeOf(activity);
  const answer = await send(bearerHeaders(await loginToken(known, { place })));
  if (answer.status !== 401 && answer.status !== 403) return answer;
  return send(bearerHeaders(await loginToken(known, { place, isForced: true })));
}

/** Where an activity, or a message of the inline model, says that it belongs. */
const addressed = z.object({
  recipient: z.object({ id: z.string() }).optional(),
  conversation: z.object({ id: z.string() }).optional(),
  conversationId: z.string().optional(),
});

function placeOf(activity: object): ExchangePlace {
  const { recipient, conversation, conversationId } = addressed.parse(activity);
  return { botId: recipient?.id ?? null, conversationId: conversation?.id ?? conversationId ?? null };
}

/** Each try is in the protocol log, also one that nobody answered. */
function sendNoted(request: OutgoingRequest, activity: object): Promise<IncomingAnswer> {
  return notingExchange({ ...placeOf(activity), party: "bot" }, request, () => sendRequest(request));
}
/** No empty Authorization: the Agents SDK answers it with 401 (protocols: rule 4). */
const jsonHeaders = { "Content-Type": "application/json; charset=utf-8", Accept: "application/json" };

function bearerHeaders(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** As the Bot Connector of 2016 showed a bot that it was asked by it (protocols 3.1). */
function basicHeaders({ appId, password }: BotCredentials): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${appId}:${password}`).toString("base64")}`, "Ocp-Apim-Subscription-Key": password };
}
