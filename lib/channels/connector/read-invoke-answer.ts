import { activitiesOf, BotAnswerError, decodeUtf8, explainStatus, parseJson, refusal } from "./read-bot-answer";
import type { IncomingAnswer } from "./send-request";

/** What a bot answered to an invoke: its own status and body. With expectReplies the body holds its replies instead. */
type InvokeAnswer = { status: number; body: unknown; replies: unknown[] };

export function readInvokeAnswer({ status, bytes }: IncomingAnswer): InvokeAnswer {
  const text = decodeUtf8(bytes);
  if (text === null) throw new BotAnswerError(status, "The bot's answer to the invoke is not UTF-8 text, so it cannot be read.");
  const body = text === "" ? null : (parseJson(text) ?? text);
  const replies = activitiesOf(body) ?? [];
  return { status, body, replies };
}

/** Throws a BotAnswerError when the bot did not take the invoke; 501 is what v4 answers without a handler (protocols 2.1). */
export function requireInvokeTaken(answer: IncomingAnswer): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  if (status !== 501) throw refusal(answer);
  throw new BotAnswerError(status, `${explainStatus(status, headers.location)} It has no handler for this invoke.`);
}
