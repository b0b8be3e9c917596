import type { Activity } from "@/lib/model";
import { type IncomingAnswer, sendRequest } from "./send-request";

/** Where a bot takes activities. */
export type BotEndpoint = { url: string };

/** What a bot may answer: replies of expectReplies with attachments inside, or the body of an invoke. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Gives a bot one activity. Throws a BotRequestError when no answer came; whatever status came is an answer. */
export function postToBot({ url }: BotEndpoint, activity: Activity, signal: AbortSignal): Promise<IncomingAnswer> {
  const headers = { "Content-Type": "application/json; charset=utf-8", Accept: "application/json" };
  return sendRequest({ url, method: "POST", headers, body: JSON.stringify(activity), signal, limitBytes: maxAnswerBytes });
}
