import { createHash, randomBytes } from "node:crypto";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { type BotKeys, notFound } from "@/lib/model";
import { botRegistry } from "../bots";
import { serviceUrlOf } from "../channel/service-address";

/** Who shows the key: a Direct Line client, or a bot that keeps its state here. */
export type KeyPurpose = "direct-line" | "storage";

/** Keys in place of those that a bot has: what shows the old ones is refused from now on. Throws `bot_not_found`. */
export async function renewBotKeys(botId: string): Promise<BotKeys> {
  if (!(await botRegistry()).list().some(({ id }) => id === botId)) {
    throw notFound("bot_not_found");
  }
  const { keys, statements } = makeBotKeys(botId);
  await (await db()).transaction(statements);
  return keys;
}

/** New keys and the statements that keep their hashes. */
export function makeBotKeys(botId: string): { keys: BotKeys; statements: Sql[] } {
  const keys = { directLineSecret: newKey(), storageKey: newKey(), serviceUrl: serviceUrlOf(botId) };
  return { keys, statements: [upsertKey(botId, "direct-line", keys.directLineSecret), upsertKey(botId, "storage", keys.storageKey)] };
}

/** The bot that a key was made for, or null. */
export async function findBotByKey(purpose: KeyPurpose, key: string): Promise<string | null> {
  const [row] = await (await db()).query<{ bot_id: string }>(
    sql`SELECT bot_id FROM bot_key WHERE purpose = ${purpose} AND hash = ${hashOf(key)}`,
  );
  return row ? decodeText(row.bot_id) : null;
}

export function deleteBotKeys(botId: string): Sql {
  return sql`DELETE FROM bot_key WHERE bot_id = ${encodeText(botId)}`;
}

function upsertKey(botId: string, purpose: KeyPurpose, key: string): Sql {
  return sql`INSERT INTO bot_key (bot_id, purpose, hash, created_at)
    VALUES (${encodeText(botId)}, ${purpose}, ${hashOf(key)}, ${new Date().toISOString()})
    ON CONFLICT (bot_id, purpose) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at`;
}

/** 256 random bits, so that a plain hash keeps them secret. */
function newKey(): string {
  return randomBytes(32).toString("base64url");
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
