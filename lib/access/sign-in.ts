import { commitAudited } from "@/lib/audit";
import { decodeText, encodeText, sql } from "@/lib/db";
import { env } from "@/lib/env";
import { type Caller, type ChangePassword, HarnessError, nobody, type SignInWithPassword } from "@/lib/model";
import { type AccountRow, requireAccount, rolesOf, selectAccounts } from "./account-rows";
import { announceSessions, endSessionsStatements } from "./accounts";
import { forgetFailures, noteFailure, requireAttempt } from "./attempts";
import { sessionCookie, sessionToken } from "./caller-of";
import { addressOf } from "./client-address";
import { clearedCookie } from "./cookies";
import { browserCookie, whereFrom } from "./known-browser";
import { hashPassword, isPassword } from "./passwords";
import { endSession, startSession } from "./sessions";

/** What is sent back to whoever signed in. `browser`: a cookie that says so later, where there was none. */
export type SignedIn = { caller: Caller; setCookie: string; browser: string | null };

/** Throws `sign_in_refused`, with the same words whatever was wrong, and `too_many_requests`. */
export async function signIn({ login, password }: SignInWithPassword, headers: Headers): Promise<SignedIn> {
  requirePasswords();
  const attempt = { login, address: await whereFrom(login, headers) };
  await requireAttempt(attempt);
  const [row] = await selectAccounts(sql`account.login = ${encodeText(login.trim().toLowerCase())}`);
  if (!(await isPassword(password, row?.password_hash ?? null)) || !row || row.disabled_at !== null) {
    await noteFailure(attempt);
    await commitAudited([{ caller: nobody, action: "access.sign-in-refused", outcome: "refused" }]);
    throw new HarnessError(
      "sign_in_refused",
      "Name and password do not fit. Nothing tells which of them; an administrator can send you a new link.",
    );
  }
  await forgetFailures(attempt);
  return admit(row, headers);
}

/** Opens a session for an account that has shown who it is, by whichever way, and ends the one the browser had. */
export async function admit(row: AccountRow, headers: Headers): Promise<SignedIn> {
  const caller: Caller = { kind: "account", id: row.id, name: decodeText(row.name), roles: rolesOf(row) };
  const earlier = await sessionToken(headers);
  if (earlier !== null) await endSession(earlier);
  await commitAudited([{ caller, action: "access.signed-in" }]);
  const browser = await browserCookie(decodeText(row.login), headers);
  return { caller, setCookie: await sessionCookie(await startSession(row)), browser };
}

/** Of this browser, or of every one. */
export async function signOut(caller: Caller, { headers, isEverywhere }: { headers: Headers; isEverywhere: boolean }): Promise<string> {
  const token = await sessionToken(headers);
  if (token !== null) await endSession(token);
  await commitAudited([{ caller, action: "access.signed-out" }], isEverywhere ? endSessionsStatements(caller.id) : []);
  announceSessions(caller.id);
  return clearedCookie("session");
}

/** Ends every session but begins one here. Throws `sign_in_refused` when the present password is another. */
export async function changePassword(caller: Caller, request: ChangePassword, headers: Headers): Promise<SignedIn> {
  const attempt = { login: caller.id, address: addressOf(headers) };
  await requireAttempt(attempt);
  const row = caller.kind === "account" ? await requireAccount(caller.id) : null;
  if (!row || row.issuer !== null) throw new HarnessError("not_allowed", "There is no password to change: you sign in otherwise.");
  if (!(await isPassword(request.current, row.password_hash))) {
    await noteFailure(attempt);
    throw new HarnessError("sign_in_refused", "This is not your present password.");
  }
  await forgetFailures(attempt);
  const passwordHash = await hashPassword(request.password);
  await commitAudited(
    [{ caller, action: "access.account-changed", place: row.id }],
    [sql`UPDATE account SET password_hash = ${passwordHash} WHERE id = ${row.id}`, ...endSessionsStatements(row.id)],
  );
  announceSessions(row.id);
  return admit(await requireAccount(row.id), headers);
}

function requirePasswords(): void {
  if (env().signIn?.hasAccounts) return;
  throw new HarnessError("not_allowed", "Nobody signs in with a password here.");
}
