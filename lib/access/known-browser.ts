import { randomUUID } from "node:crypto";
import * as z from "zod";
import { addressOf } from "./client-address";
import { openCookie, sealedCookie } from "./cookies";

const keptSeconds = 90 * 24 * 60 * 60;

const mark = z.object({ login: z.string(), mark: z.string() });

/**
 * From where somebody tries to sign in. A browser in which they have signed in before counts for itself: whoever comes from the same address,
 * which behind a proxy may be everybody, cannot lock them out.
 */
export async function whereFrom(login: string, headers: Headers): Promise<string> {
  const known = mark.safeParse(await openCookie("browser", headers));
  return known.success && known.data.login === normal(login) ? `browser ${known.data.mark}` : addressOf(headers);
}

/** Marks the browser as one in which this account has signed in; null when it is marked so already. */
export async function browserCookie(login: string, headers: Headers): Promise<string | null> {
  const from = await whereFrom(login, headers);
  return from === addressOf(headers) ? sealedCookie("browser", { login: normal(login), mark: randomUUID() }, keptSeconds) : null;
}

function normal(login: string): string {
  return login.trim().toLowerCase();
}
