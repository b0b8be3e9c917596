import { createHmac, timingSafeEqual } from "node:crypto";
import { ownAddress, secretKeyFor } from "@/lib/env";
import { HarnessError } from "@/lib/model";

const path = "/service/";

/** The serviceUrl that a bot is given. Whoever asks below it is that bot, so it is in no log and no transcript. */
export function serviceUrlOf(botId: string): string {
  return `${ownAddress()}${tokenPath(botId)}`;
}

export type ServedPath = { pathname: string; servedBotId: string | null };

/** The protocol's own path of a request, and the bot whose service address was asked. Throws `not_allowed` for an address that is nobody's. */
export function openServicePath(pathname: string): ServedPath {
  if (!pathname.startsWith(path)) return { pathname, servedBotId: null };
  const [token = "", ...rest] = pathname.slice(path.length).split("/");
  const end = token.lastIndexOf(".");
  const botId = token.slice(0, Math.max(end, 0));
  if (!isSame(token.slice(end + 1), signatureOf(botId))) {
    throw new HarnessError("not_allowed", "This service address belongs to no bot. Bots find theirs as serviceUrl in each activity.");
  }
  return { pathname: `/${rest.join("/")}`, servedBotId: botId };
}

/** What stands in the place of a bot's own token, as in the protocol log. */
const masked = `${path}…`;

/**
 * What a bot stores, without its service token: whoever reads state, its exports or its history could otherwise speak for the bot. Bots keep the
 * address in conversation references. `withServiceToken` is the way back.
 */
export function withoutServiceToken<T>(botId: string, value: T): T {
  return replaceText(value, tokenPath(botId), masked);
}

/** What was stored without its service token, as its bot is given it. */
export function withServiceToken<T>(botId: string, value: T): T {
  return replaceText(value, masked, tokenPath(botId));
}

function tokenPath(botId: string): string {
  return `${path}${botId}.${signatureOf(botId)}`;
}

function replaceText<T>(value: T, from: string, to: string): T {
  const text = JSON.stringify(value);
  return text?.includes(from) ? (JSON.parse(text.replaceAll(from, to)) as T) : value;
}

function signatureOf(botId: string): string {
  return createHmac("sha256", secretKeyFor("service address")).update(botId).digest("base64url").slice(0, 32);
}

function isSame(given: string, wanted: string): boolean {
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}
