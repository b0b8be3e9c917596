import { env } from "@/lib/env";
import { type Caller, HarnessError, localCaller, nobody } from "@/lib/model";
import { callerOfKey } from "./api-keys";
import { openCookie, sealedCookie } from "./cookies";
import { findSession, readSession, rotateSession } from "./sessions";

export type Identified = {
  caller: Caller;
  /** To be sent with the answer: the session goes on under another token. */
  setCookie?: string;
};

/**
 * Who asks: a script with a key, whoever signed in, or on a machine where nobody signs in its one user. Throws `credentials_required` for a key
 * that is none.
 */
export async function callerOf(request: Request): Promise<Identified> {
  const key = bearerOf(request.headers);
  if (key !== null) return { caller: await callerOfKey(key) };
  if (env().signIn === null) return { caller: localCaller };
  const token = await sessionToken(request.headers);
  const session = token === null ? null : await findSession(token);
  if (token === null || !session) return { caller: nobody };
  return { caller: session.caller, ...(session.isStale ? await rotated(token) : {}) };
}

async function rotated(token: string): Promise<Pick<Identified, "setCookie">> {
  const next = await rotateSession(token);
  return next === null ? {} : { setCookie: await sessionCookie(next) };
}

/**
 * The same for a socket, which outlives the token that it was opened with: who is at its other end can be asked again at any time. Throws
 * `sign_in_required` once they are nobody any more.
 */
export async function callerOfSocket(request: Request): Promise<() => Promise<Caller>> {
  const token = env().signIn === null || bearerOf(request.headers) !== null ? null : await sessionToken(request.headers);
  const session = token === null ? null : await findSession(token);
  const read = async () => (session ? ((await readSession(session.id)) ?? nobody) : (await callerOf(request)).caller);
  const readCaller = async () => requireCaller(await read());
  await readCaller();
  return readCaller;
}

/** Throws `sign_in_required` for nobody. */
export function requireCaller(caller: Caller): Caller {
  if (caller.kind !== "nobody") return caller;
  throw new HarnessError("sign_in_required", "Sign in first. A script sends Authorization: Bearer and an API key.");
}

export async function sessionToken(headers: Headers): Promise<string | null> {
  const { token } = await openCookie("session", headers);
  return typeof token === "string" ? token : null;
}

export function sessionCookie(token: string): Promise<string> {
  return sealedCookie("session", { token }, (env().signIn?.hours ?? 1) * 3600);
}

function bearerOf(headers: Headers): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
