import { db, encodeText, type Sql, sql } from "@/lib/db";
import { env, ownAddress } from "@/lib/env";
import { HarnessError, type PasswordLink } from "@/lib/model";
import { hashOf, newToken } from "./tokens";

const firstRunMinutes = 60;
const passwordHours = 24;

export type LinkRow = { token_hash: string; account_id: string | null; expires_at: string };

/** A link that sets an account's password (of nobody yet: makes the first administrator), and what makes it the only one. */
export function newLink(accountId: string | null): { link: PasswordLink; statements: Sql[] } {
  const token = newToken();
  const lifeMs = (accountId === null ? firstRunMinutes : passwordHours * 60) * 60_000;
  const expiresAt = new Date(Date.now() + lifeMs).toISOString();
  const same = accountId === null ? sql`account_id IS NULL` : sql`account_id = ${accountId}`;
  return {
    // Behind the #, which browsers send to nobody, so that it is in no log of a proxy.
    link: { url: `${env().publicUrl ?? ownAddress()}/welcome#${token}`, expiresAt },
    statements: [
      sql`DELETE FROM access_link WHERE ${same} OR expires_at <= ${new Date().toISOString()}`,
      sql`INSERT INTO access_link (token_hash, account_id, expires_at) VALUES (${hashOf(token)}, ${accountId}, ${expiresAt})`,
    ],
  };
}

/** Throws `link_not_found` for a link that was used, replaced or has expired. */
export async function requireLink(token: string): Promise<LinkRow> {
  const [row] = await (await db()).query<LinkRow>(sql`SELECT token_hash, account_id, expires_at FROM access_link
    WHERE token_hash = ${encodeText(hashOf(token))} AND expires_at > ${new Date().toISOString()}`);
  if (row) return row;
  throw new HarnessError("link_not_found", "This link was used already, or is no longer good. Ask an administrator for another.");
}
