import { randomUUID } from "node:crypto";
import { commitAudited } from "@/lib/audit";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { env } from "@/lib/env";
import { type Caller, type FollowLink, HarnessError, type OpenedLink } from "@/lib/model";
import { type AccountRow, requireAccount, rolesOf } from "./account-rows";
import { announceSessions, endSessionsStatements, hasAdministrator, insertAccount, requireFree } from "./accounts";
import { type LinkRow, newLink, requireLink } from "./links";
import { hashPassword } from "./passwords";

/** The address at which the first administrator is made, once; null when there is one. Told on the console and nowhere else. */
export async function makeFirstRunLink(): Promise<string | null> {
  if (await hasAdministrator()) return null;
  const { link, statements } = newLink(null);
  await (await db()).transaction(statements);
  return link.url;
}

/** What a link is for. Throws `link_not_found`. */
export async function openLink(token: string): Promise<OpenedLink> {
  const { account_id, expires_at } = await requireLink(token);
  if (account_id === null) return { kind: "first-run", login: null, expiresAt: expires_at };
  return { kind: "password", login: decodeText((await requireAccount(account_id)).login), expiresAt: expires_at };
}

/** Sets the password; the link is used up in the same transaction, and what was open is signed out. Answers whose it is. Throws `link_not_found`. */
export async function followLink(request: FollowLink): Promise<AccountRow> {
  if (env().signIn?.hasAccounts === false) throw new HarnessError("not_allowed", "Nobody signs in with a password here.");
  const link = await requireLink(request.token);
  const passwordHash = await hashPassword(request.password);
  return link.account_id === null
    ? makeAdministrator(link, { ...request, passwordHash })
    : setPassword(link, { accountId: link.account_id, passwordHash });
}

async function makeAdministrator(
  link: LinkRow,
  { login, name, passwordHash }: Pick<FollowLink, "login" | "name"> & { passwordHash: string },
): Promise<AccountRow> {
  if (login === undefined) throw new HarnessError("invalid_request", "Say with which name you will sign in.");
  await requireFree(login);
  const id = `account:${randomUUID()}`;
  const account = { id, login, name: name ?? login, roles: ["administrator" as const], passwordHash };
  const caller: Caller = { kind: "account", id, name: account.name, roles: account.roles };
  await spendLink(link);
  await commitAudited([{ caller, action: "access.account-added", place: id }], [insertAccount(account)]);
  return requireAccount(id);
}

async function setPassword(link: LinkRow, { accountId, passwordHash }: { accountId: string; passwordHash: string }): Promise<AccountRow> {
  const row = await requireAccount(accountId);
  const caller: Caller = { kind: "account", id: row.id, name: decodeText(row.name), roles: rolesOf(row) };
  await spendLink(link);
  await commitAudited(
    [{ caller, action: "access.account-changed", place: row.id }],
    [sql`UPDATE account SET password_hash = ${passwordHash} WHERE id = ${row.id}`, ...endSessionsStatements(row.id)],
  );
  announceSessions(row.id);
  return requireAccount(row.id);
}

/** Of two that follow it at once, one does. Before the account is written: a link that was used and did nothing can be asked for again. */
export async function spendLink({ token_hash }: Pick<LinkRow, "token_hash">): Promise<void> {
  const taken = await (await db()).execute(sql`DELETE FROM access_link WHERE token_hash = ${encodeText(token_hash)}`);
  if (taken === 0) throw new HarnessError("link_not_found", "This link was used already. Ask an administrator for another.");
}
