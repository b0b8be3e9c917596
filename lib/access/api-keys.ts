import { randomUUID } from "node:crypto";
import { commitAudited } from "@/lib/audit";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { type ApiKey, type Caller, HarnessError, type NewApiKey, role } from "@/lib/model";
import { announceSessions } from "./accounts";
import { hashOf, newToken } from "./tokens";

type Row = {
  id: string;
  name: string;
  role: string;
  start: string;
  created_by: string;
  created_at: string;
  used_on: string | null;
  revoked_at: string | null;
};

/** Tells a key of ours from whatever else stands behind Bearer. */
const prefix = "tsk_";
const shownCharacters = 10;

/** The key itself is in no other answer and cannot be read again: only its hash is kept, which 256 random bits need no salt for. */
export async function createApiKey({ name, role: given }: NewApiKey, caller: Caller): Promise<{ key: string; apiKey: ApiKey }> {
  const key = `${prefix}${newToken()}`;
  const id = randomUUID();
  const at = new Date().toISOString();
  const insert = sql`INSERT INTO api_key (id, name, role, key_hash, start, created_by, created_at)
    VALUES (${id}, ${encodeText(name)}, ${given}, ${hashOf(key)}, ${key.slice(0, shownCharacters)}, ${encodeText(caller.name)}, ${at})`;
  await commitAudited([{ caller, action: "access.key-made", place: `key:${id}` }], [insert]);
  return { key, apiKey: await requireApiKey(id) };
}

export async function listApiKeys(): Promise<ApiKey[]> {
  return (await selectKeys(sql`1 = 1 ORDER BY created_at DESC, id LIMIT 500`)).map(toApiKey);
}

/** From now on it opens nothing; that it was there stays on record. Throws `key_not_found`. */
export async function revokeApiKey(id: string, caller: Caller): Promise<ApiKey> {
  await requireApiKey(id);
  const at = new Date().toISOString();
  const revoke = sql`UPDATE api_key SET revoked_at = ${at} WHERE id = ${encodeText(id)} AND revoked_at IS NULL`;
  await commitAudited([{ caller, action: "access.key-revoked", place: `key:${id}` }], [revoke]);
  announceSessions(`key:${id}`);
  return requireApiKey(id);
}

/** Whoever holds the key. Throws `credentials_required`. */
export async function callerOfKey(key: string): Promise<Caller> {
  const [row] = key.startsWith(prefix) ? await selectKeys(sql`key_hash = ${hashOf(key)} AND revoked_at IS NULL`) : [];
  if (!row)
    throw new HarnessError(
      "credentials_required",
      "This API key is not known here, or was revoked. An administrator makes keys in the settings.",
    );
  await noteUse(row);
  const { name, role: held } = toApiKey(row);
  return { kind: "key", id: `key:${row.id}`, name, roles: [held] };
}

/** Once a day is enough to tell which keys nobody uses. */
async function noteUse({ id, used_on }: Row): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  if (used_on !== today) await (await db()).execute(sql`UPDATE api_key SET used_on = ${today} WHERE id = ${id}`);
}

async function requireApiKey(id: string): Promise<ApiKey> {
  const [row] = await selectKeys(sql`id = ${encodeText(id)}`);
  if (row) return toApiKey(row);
  throw new HarnessError("key_not_found", "There is no API key with this id.");
}

async function selectKeys(where: Sql): Promise<Row[]> {
  return (await db()).query<Row>(
    sql`SELECT id, name, role, start, created_by, created_at, used_on, revoked_at FROM api_key WHERE ${where}`,
  );
}

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: decodeText(row.name),
    role: role.parse(row.role),
    start: row.start,
    createdBy: decodeText(row.created_by),
    createdAt: row.created_at,
    usedOn: row.used_on,
    revokedAt: row.revoked_at,
  };
}
