import * as z from "zod";
import { db, decodeText, type Sql, sql } from "@/lib/db";
import { type Account, HarnessError, type Role, role } from "@/lib/model";

export type AccountRow = {
  id: string;
  login: string;
  name: string;
  password_hash: string | null;
  issuer: string | null;
  roles: string;
  is_by_claim: boolean | number;
  epoch: number;
  created_at: string;
  disabled_at: string | null;
  seen_on: string | null;
  sessions: number;
};

/** Accounts that `where` selects (its own ORDER BY and LIMIT included). */
export async function selectAccounts(where: Sql): Promise<AccountRow[]> {
  return (await db()).query<AccountRow>(sql`SELECT account.id, account.login, account.name, account.password_hash, account.issuer,
      account.roles, account.is_by_claim, account.epoch, account.created_at, account.disabled_at, account.seen_on,
      (SELECT count(*) FROM access_session WHERE access_session.account_id = account.id AND access_session.epoch = account.epoch) AS sessions
    FROM account WHERE ${where}`);
}

/** Throws `account_not_found`. */
export async function requireAccount(id: string): Promise<AccountRow> {
  const [row] = await selectAccounts(sql`account.id = ${id}`);
  if (row) return row;
  throw new HarnessError("account_not_found", "There is no account with this id. It may have been removed.");
}

const roleList = z.array(role);

export function rolesOf({ roles }: Pick<AccountRow, "roles">): Role[] {
  return roleList.parse(JSON.parse(roles));
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    login: decodeText(row.login),
    name: decodeText(row.name),
    roles: rolesOf(row),
    isByClaim: Boolean(row.is_by_claim),
    kind: row.issuer === null ? "password" : "provider",
    hasPassword: row.password_hash !== null,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    seenOn: row.seen_on,
    sessions: row.sessions,
  };
}
