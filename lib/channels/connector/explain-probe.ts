import type { BotGeneration, BotProbe } from "@/lib/model";
import { BotRequestError, type BotRequestFault } from "./bot-request-error";
import { activitiesOf, decodeUtf8, explainStatus, parseJson } from "./read-bot-answer";
import type { IncomingAnswer } from "./send-request";

/** What is known here of the bot's credentials. */
export type KnownCredentials = { appId: string | null; hasPassword: boolean };

type Finding = Pick<BotProbe, "finding" | "sentence" | "generation" | "status">;

/** What a bot's answer to an activity that asks for nothing, with replies expected in the answer, tells of it. */
export function explainProbe(answer: IncomingAnswer, known: KnownCredentials): Finding {
  const { status } = answer;
  if (status === 401 || status === 403) return { ...explainRefusal(answer, known), status };
  if (status >= 200 && status < 300) return { ...explainSuccess(answer), status };
  return { finding: findingOf(status), sentence: explainStatus(status, answer.headers.location), generation: "auto", status };
}

/** The same for no answer at all. */
export function explainSilence(error: unknown, timeoutMs: number): Finding {
  if (error instanceof BotRequestError) {
    return { finding: findings[error.fault] ?? "nothing_listens", sentence: error.message, generation: "auto", status: null };
  }
  if (!(error instanceof Error) || error.name !== "TimeoutError") throw error;
  const sentence = `Something listens there, and did not answer within ${timeoutMs / 1000} s. Look at the bot's log; it may be waiting for something.`;
  return { finding: "too_slow", sentence, generation: "auto", status: null };
}

const findings: Partial<Record<BotRequestFault, BotProbe["finding"]>> = {
  address_refused: "address_refused",
  connection_dropped: "bot_failed",
  answer_too_large: "not_a_bot",
  login_failed: "credentials_refused",
  not_https: "not_a_bot",
};

/** Servers that know nothing of a path answer 404 or 405, or lead elsewhere; those that take no JSON there, 4xx; 501 is a server without POST. */
function findingOf(status: number): BotProbe["finding"] {
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) return "wrong_path";
  return status >= 500 && status !== 501 ? "bot_failed" : "not_a_bot";
}

type Explained = { finding: BotProbe["finding"]; sentence: string; generation: BotGeneration };

function explainSuccess({ status, headers, bytes }: IncomingAnswer): Explained {
  const parsed = parseJson(decodeUtf8(bytes) ?? "");
  if (activitiesOf(parsed)) return ready("auto", "A bot answered, of Bot Framework v4, the Agents SDK or like them.");
  if (status === 202) return ready("v3", "A bot took the activity and works on by itself, as Bot Framework v3 does.");
  if (bytes.length === 0 || parsed !== undefined) return ready("auto", "It took the activity as a bot does.");
  const type = headers["content-type"] ?? "no content type";
  return {
    finding: "not_a_bot",
    sentence: `Something answered ${status} with ${type}, which is not how a bot answers. Check the address; most bots are at /api/messages.`,
    generation: "auto",
  };
}

function ready(generation: BotGeneration, sentence: string): Explained {
  return { finding: "ready", sentence, generation };
}

function explainRefusal({ status, bytes }: IncomingAnswer, { appId, hasPassword }: KnownCredentials): Explained {
  const isAgents = decodeUtf8(bytes)?.includes("jwt-auth-error") ?? false;
  const generation = isAgents ? "agents" : "auto";
  const answered = `The bot answered ${status}: it wants credentials`;
  if (appId === null) {
    const sentence = `${answered}, and has none here. Give its app id and password, or take them out of the bot's own settings while you test.`;
    return { finding: "credentials_missing", sentence, generation };
  }
  if (!hasPassword)
    return { finding: "credentials_missing", sentence: `${answered}. Its app id is known here, its password is not: give it.`, generation };
  const sentence = `The bot answered ${status}: it does not take the token for app id ${appId}. Its own settings name another app id or tenant, or it cannot reach the keys of the login service.`;
  return { finding: "credentials_refused", sentence, generation };
}
