import { randomUUID } from "node:crypto";
import { commitAudited, eraseActorName } from "@/lib/audit";
import { encodeText, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { type Account, type Caller, type ChangeAccount, HarnessError, type NewAccount, type PasswordLink } from "@/lib/model";
import { type AccountRow, requireAccount, rolesOf, selectAccounts, toAccount } from "./account-rows";
import { endingOf } from "./emergencies";
import { newLink } from "./links";

const maxAccounts = 1000;

export async function listAccounts(): Promise<Account[]> {
  return (await selectAccounts(sql`1 = 1 ORDER BY account.login, account.id LIMIT ${maxAccounts}`)).map(toAccount);
}

/** Somebody may sign in once they set a password by the link. Throws `account_exists`. */
export async function addAccount({ login, name, roles }: NewAccount, caller: Caller): Promise<{ account: Account; link: PasswordLink }> {
  await requireFree(login);
  const id = `account:${randomUUID()}`;
  const { link, statements } = newLink(id);
  await commitAudited([{ caller, action: "access.account-added", place: id }], [insertAccount({ id, login, name, roles }), ...statements]);
  return { account: toAccount(await requireAccount(id)), link };
}

export async function requireFree(login: string): Promise<void> {
  if ((await selectAccounts(sql`account.login = ${encodeText(login)}`)).length === 0) return;
  throw new HarnessError("account_exists", "Somebody signs in with this name already.");
}

export type InsertedAccount = { id: string; login: string; name: string; roles: NewAccount["roles"]; passwordHash?: string };

export function insertAccount({ id, login, name, roles, passwordHash }: InsertedAccount): Sql {
  return sql`INSERT INTO account (id, login, name, password_hash, roles, created_at)
    VALUES (${id}, ${encodeText(login)}, ${encodeText(name)}, ${passwordHash ?? null}, ${JSON.stringify(roles)}, ${new Date().toISOString()})`;
}

/** A change of roles, or being locked out, ends all sessions. Throws `account_not_found` and `last_administrator`. */
export async function changeAccount(id: string, { name, roles, isDisabled }: ChangeAccount, caller: Caller): Promise<Account> {
  const row = await requireAccount(id);
  const willBe = { roles: roles ?? rolesOf(row), isDisabled: isDisabled ?? row.disabled_at !== null };
  if (roles && row.is_by_claim) {
    throw new HarnessError("not_allowed", "The roles of this account come from the provider at each sign-in. Change them there.");
  }
  if (isAdministrator(row) && (willBe.isDisabled || !willBe.roles.includes("administrator"))) await requireOtherAdministrator(id);
  const endsSessions = roles !== undefined || isDisabled !== undefined;
  const emergency = endsSessions ? await endingOf(id, caller) : { inputs: [], statements: [] };
  await commitAudited(
    [{ caller, action: "access.account-changed", place: id }, ...emergency.inputs],
    [
      ...emergency.statements,
      ...(name === undefined ? [] : [sql`UPDATE account SET name = ${encodeText(name)} WHERE id = ${id}`]),
      sql`UPDATE account SET roles = ${JSON.stringify(willBe.roles)},
        disabled_at = ${willBe.isDisabled ? (row.disabled_at ?? new Date().toISOString()) : null} WHERE id = ${id}`,
      ...(endsSessions ? endSessionsStatements(id) : []),
    ],
  );
  if (endsSessions) announceSessions(id);
  return toAccount(await requireAccount(id));
}

/** Of who leaves the audit log keeps what they did and not what they were called. Throws `account_not_found` and `last_administrator`. */
export async function removeAccount(id: string, caller: Caller): Promise<Account> {
  const row = await requireAccount(id);
  if (isAdministrator(row)) await requireOtherAdministrator(id);
  const { inputs } = await endingOf(id, caller);
  await commitAudited(
    [{ caller, action: "access.account-removed", place: id }, ...inputs],
    [
      sql`DELETE FROM emergency_access WHERE account_id = ${id}`,
      sql`DELETE FROM access_session WHERE account_id = ${id}`,
      sql`DELETE FROM access_link WHERE account_id = ${id}`,
      sql`DELETE FROM account WHERE id = ${id}`,
    ],
  );
  await eraseActorName(id);
  announceSessions(id);
  return toAccount(row);
}

/** Signs an account out in every browser. Throws `account_not_found`. */
export async function endSessions(id: string, caller: Caller): Promise<Account> {
  await requireAccount(id);
  await commitAudited([{ caller, action: "access.signed-out", place: id }], endSessionsStatements(id));
  announceSessions(id);
  return toAccount(await requireAccount(id));
}

/** A link by which an account sets its password anew; earlier ones are void. Throws `account_not_found`. */
export async function linkForPassword(id: string, caller: Caller): Promise<PasswordLink> {
  const row = await requireAccount(id);
  if (row.issuer !== null) throw new HarnessError("not_allowed", "This account signs in with the provider, where its password is.");
  const { link, statements } = newLink(id);
  await commitAudited([{ caller, action: "access.account-changed", place: id }], statements);
  return link;
}

/** The session epoch: what was begun under an earlier one is over. */
export function endSessionsStatements(id: string): Sql[] {
  return [sql`UPDATE account SET epoch = epoch + 1 WHERE id = ${id}`, sql`DELETE FROM access_session WHERE account_id = ${id}`];
}

/** Open pages of this caller ask anew what they may see, and find out that they may nothing. */
export function announceSessions(callerId: string): void {
  bus().publish({ type: "masking", callerId });
}

export async function hasAdministrator(): Promise<boolean> {
  return (await administrators()).length > 0;
}

async function requireOtherAdministrator(id: string): Promise<void> {
  if ((await administrators()).some((one) => one.id !== id)) return;
  throw new HarnessError("last_administrator", "Nobody else is an administrator. Make somebody one first.");
}

/** Who can sign in as one: not who has yet to follow a link. */
async function administrators(): Promise<AccountRow[]> {
  const able = await selectAccounts(sql`account.disabled_at IS NULL AND (account.password_hash IS NOT NULL OR account.issuer IS NOT NULL)`);
  return able.filter(isAdministrator);
}

function isAdministrator(row: AccountRow): boolean {
  return rolesOf(row).includes("administrator");
}
