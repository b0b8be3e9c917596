import { createHash } from "node:crypto";
import * as z from "zod";
import { env, processSingleton } from "@/lib/env";
import { type ExchangePlace, notingExchange } from "../protocol-log/note-asked";
import { BotRequestError } from "./bot-request-error";
import { decodeUtf8, parseJson } from "./read-bot-answer";
import { type IncomingAnswer, sendRequest } from "./send-request";

/** `tenantId` of a single-tenant bot; others take tokens of the Bot Framework's own. */
export type BotCredentials = { appId: string; password: string; tenantId: string | null };

type TokenRequest = { isForced?: boolean; place: ExchangePlace };
type Held = { token: Promise<string>; freshUntilMs: number };

const sharedTenant = "botframework.com";
/** A token is not used in its last five minutes, as the Emulator does. */
const marginMs = 300_000;
const loginTimeoutMs = 10_000;
const maxAnswerBytes = 256 * 1024;

const loginAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

const held = () => processSingleton("login-tokens", () => new Map<string, Held>());

/**
 * The token with which the Emulator asks a bot that has credentials (protocols 2.3): client credentials at the login service, kept until
 * shortly before it ends. `isForced` asks for a new one, for a bot that refused the one that was kept; `place` is for whom it is asked, which
 * is where the protocol log shows it.
 */
export async function loginToken(credentials: BotCredentials, { isForced = false, place }: TokenRequest): Promise<string> {
  const key = keyOf(credentials);
  const known = held().get(key);
  if (known && !isForced && Date.now() < known.freshUntilMs) return known.token;
  const asked: Held = { token: Promise.resolve(""), freshUntilMs: Number.POSITIVE_INFINITY };
  asked.token = askForToken(credentials, place).then(({ access_token, expires_in }) => {
    const lifeMs = expires_in * 1000;
    asked.freshUntilMs = Date.now() + Math.max(lifeMs - marginMs, lifeMs / 2);
    return access_token;
  });
  held().set(key, asked);
  asked.token.catch(() => held().get(key) === asked && held().delete(key));
  return asked.token;
}

async function askForToken({ appId, password, tenantId }: BotCredentials, place: ExchangePlace): Promise<z.infer<typeof loginAnswer>> {
  const url = `${env().loginUrl}/${encodeURIComponent(tenantId ?? sharedTenant)}/oauth2/v2.0/token`;
  const form = { grant_type: "client_credentials", client_id: appId, client_secret: password, scope: `${appId}/.default` };
  const answer = await askLogin(url, new URLSearchParams(form).toString(), place);
  const parsed = loginAnswer.safeParse(parseJson(decodeUtf8(answer.bytes) ?? ""));
  if (answer.status === 200 && parsed.success) return parsed.data;
  throw loginFailed(`it answered ${answer.status}. Check the app id, the password and the tenant.`);
}

async function askLogin(url: string, body: string, place: ExchangePlace): Promise<IncomingAnswer> {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
  const signal = AbortSignal.timeout(loginTimeoutMs);
  try {
    const request = { url, method: "POST" as const, headers, body, signal, limitBytes: maxAnswerBytes };
    return await notingExchange({ ...place, party: "login" }, request, () => sendRequest(request));
  } catch (cause) {
    throw loginFailed("it cannot be reached from here.", cause);
  }
}

function loginFailed(why: string, cause?: unknown): BotRequestError {
  const place = new URL(env().loginUrl).host;
  return new BotRequestError("login_failed", `The login service (${place}) gave no token for the bot's app id: ${why}`, { cause });
}

function keyOf({ appId, password, tenantId }: BotCredentials): string {
  return createHash("sha256")
    .update(JSON.stringify([env().loginUrl, appId, password, tenantId]))
    .digest("hex");
}
