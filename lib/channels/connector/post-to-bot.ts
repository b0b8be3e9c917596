import * as z from "zod";
import { noteExchange } from "../protocol-log/note-exchange";
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
  const answer = await send(bearerHeaders(await loginToken(known)));
  if (answer.status !== 401 && answer.status !== 403) return answer;
  return send(bearerHeaders(await loginToken(known, { isForced: true })));
}

/** Where an activity, or a message of the inline model, says that it belongs. */
const addressed = z.object({
  recipient: z.object({ id: z.string() }).optional(),
  conversation: z.object({ id: z.string() }).optional(),
  conversationId: z.string().optional(),
});

/** Each try is in the protocol log, also one that nobody answered. */
async function sendNoted(request: OutgoingRequest, activity: object): Promise<IncomingAnswer> {
  const { recipient, conversation, conversationId } = addressed.parse(activity);
  const startedMs = performance.now();
  const note = (ending: Pick<Parameters<typeof noteExchange>[0], "status" | "response" | "error">) =>
    noteExchange({
      botId: recipient?.id ?? null,
      conversationId: conversation?.id ?? conversationId ?? null,
      party: "bot",
      direction: "out",
      method: request.method,
      url: request.url,
      durationMs: Math.round((performance.now() - startedMs) * 100) / 100,
      request: { headers: Object.entries(request.headers), body: request.body },
      ...ending,
    });
  try {
    const answer = await sendRequest(request);
    note({ status: answer.status, response: { headers: flatHeaders(answer), body: answer.bytes }, error: null });
    return answer;
  } catch (error) {
    note({ status: null, response: null, error: error instanceof Error ? error.message : "No answer came." });
    throw error;
  }
}

function flatHeaders({ headers }: IncomingAnswer): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(", ")]]));
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
