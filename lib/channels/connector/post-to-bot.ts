import * as z from "zod";
import { noteExchange } from "../protocol-log/note-exchange";
import { type BotCredentials, loginToken } from "./login-token";
import { type IncomingAnswer, type OutgoingRequest, sendRequest } from "./send-request";

/** Where a bot takes activities, and with which credentials; null when it has none, or when its password is not known here. */
export type BotEndpoint = { url: string; credentials: () => BotCredentials | null };

/** What a bot may answer: replies of expectReplies with attachments inside, or the body of an invoke. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Gives a bot one activity. Throws a BotRequestError when no answer came; whatever status came is an answer. */
export async function postToBot({ url, credentials }: BotEndpoint, activity: object, signal: AbortSignal): Promise<IncomingAnswer> {
  const known = credentials();
  const body = JSON.stringify(activity);
  const send = (token: string | null) =>
    sendNoted({ url, method: "POST", headers: headersWith(token), body, signal, limitBytes: maxAnswerBytes }, activity);
  const answer = await send(known && (await loginToken(known)));
  if (known === null || (answer.status !== 401 && answer.status !== 403)) return answer;
  return send(await loginToken(known, { isForced: true }));
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
function headersWith(token: string | null): Record<string, string> {
  const headers = { "Content-Type": "application/json; charset=utf-8", Accept: "application/json" };
  return token === null ? headers : { ...headers, Authorization: `Bearer ${token}` };
}
