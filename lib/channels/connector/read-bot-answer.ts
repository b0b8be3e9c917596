import { STATUS_CODES } from "node:http";
import type { IncomingAnswer } from "./send-request";

/** The bot answered, and the answer says that it did not take the activity. `body` is the begin of what it said. */
export class BotAnswerError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: string | null = null,
  ) {
    super(message);
    this.name = "BotAnswerError";
  }
}

/**
 * `done`: the turn has ended with this answer; `accepted`: the bot goes on working (v3, and whatever answers 202). `activities` are those in the
 * answer itself (expectReplies); `problem` is what was wrong with an answer that does no harm.
 */
type BotAnswer = { kind: "done" | "accepted"; activities: unknown[]; problem: string | null };

const quotedCharacters = 2000;

/** Reads the answer to an activity that is no invoke. Throws a BotAnswerError. */
export function readBotAnswer({ status, headers, bytes }: IncomingAnswer): BotAnswer {
  if (status < 200 || status >= 300) throw refusal({ status, headers, bytes });
  const kind = status === 202 ? "accepted" : "done";
  if (bytes.length === 0) return { kind, activities: [], problem: null };
  const text = decodeUtf8(bytes);
  if (text === null) throw new BotAnswerError(status, "The bot's answer is not UTF-8 text, so its replies cannot be read.");
  const parsed = parseJson(text);
  const activities = activitiesOf(parsed);
  if (activities) return { kind, activities, problem: null };
  return { kind, activities: [], problem: describeUnread(text, parsed, headers["content-type"]) };
}

function describeUnread(text: string, parsed: unknown, contentType = "no content type"): string | null {
  if (parsed === undefined) return `The bot's answer was no JSON (${contentType}), and no channel reads such: ${quote(text, 200)}`;
  // Some bots answer an empty object, or the ids of what they sent.
  return null;
}

export function activitiesOf(parsed: unknown): unknown[] | null {
  if (typeof parsed !== "object" || parsed === null || !("activities" in parsed)) return null;
  return Array.isArray(parsed.activities) ? parsed.activities : null;
}

export function refusal({ status, headers, bytes }: IncomingAnswer): BotAnswerError {
  const body = decodeUtf8(bytes);
  return new BotAnswerError(status, explainStatus(status, headers.location), body ? quote(body, quotedCharacters) : null);
}

export function explainStatus(status: number, location: string | undefined): string {
  const answered = `The bot answered ${status} ${STATUS_CODES[status] ?? ""}`.trim();
  if (status >= 300 && status < 400) {
    return `${answered}${location ? ` to ${location}` : ""}. Redirects are not followed: register the address that it leads to.`;
  }
  if (status === 401 || status === 403)
    return `${answered}: it does not take our credentials. Check its app id and password here and at the bot.`;
  if (status === 404 || status === 405) return `${answered}: it takes no activities at this path. Most bots do at /api/messages.`;
  if (status === 413) return `${answered}: the activity is too large for it.`;
  return `${answered}.`;
}

function quote(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}… (${text.length - characters} more characters)`;
}

export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
