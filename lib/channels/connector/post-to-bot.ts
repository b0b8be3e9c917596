import { type BotCredentials, loginToken } from "./login-token";
import { type IncomingAnswer, sendRequest } from "./send-request";

/** Where a bot takes activities, and with which credentials; null when it has none, or when its password is not known here. */
export type BotEndpoint = { url: string; credentials: () => BotCredentials | null };

/** What a bot may answer: replies of expectReplies with attachments inside, or the body of an invoke. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Gives a bot one activity. Throws a BotRequestError when no answer came; whatever status came is an answer. */
export async function postToBot({ url, credentials }: BotEndpoint, activity: object, signal: AbortSignal): Promise<IncomingAnswer> {
  const known = credentials();
  const body = JSON.stringify(activity);
  const send = (token: string | null) =>
    sendRequest({ url, method: "POST", headers: headersWith(token), body, signal, limitBytes: maxAnswerBytes });
  const answer = await send(known && (await loginToken(known)));
  if (known === null || (answer.status !== 401 && answer.status !== 403)) return answer;
  return send(await loginToken(known, { isForced: true }));
}

/** No empty Authorization: the Agents SDK answers it with 401 (protocols: rule 4). */
function headersWith(token: string | null): Record<string, string> {
  const headers = { "Content-Type": "application/json; charset=utf-8", Accept: "application/json" };
  return token === null ? headers : { ...headers, Authorization: `Bearer ${token}` };
}
