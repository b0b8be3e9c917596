import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { openText, sealText } from "@/lib/env";
import { type KnownGeneration, type RemoteBot, remoteBot } from "@/lib/model";

/** A bot elsewhere as the table holds it; the password is sealed. */
export type RemoteBotRow = Omit<RemoteBot, "hasPassword"> & {
  id: string;
  name: string;
  description: string;
  sealedPassword: string | null;
};

type Row = {
  id: string;
  name: string;
  description: string;
  endpoint: string;
  generation: string;
  key_style: string;
  channel_id: string;
  delivery_mode: string;
  app_id: string | null;
  app_password: string | null;
  tenant_id: string | null;
  timeout_ms: number;
  seen_generation: string | null;
};

const facts = remoteBot.omit({ hasPassword: true });
const purpose = "bot password";

export function sealPassword(password: string): string {
  return sealText(password, purpose);
}

/** Throws `invalid_setting` when the key of this installation is another now. */
export function openPassword(sealed: string): string {
  return openText(sealed, purpose);
}

export async function readRemoteBots(): Promise<RemoteBotRow[]> {
  return selectRemoteBots(sql`1 = 1 ORDER BY created_at, id`);
}

export async function readRemoteBot(botId: string): Promise<RemoteBotRow | null> {
  return (await selectRemoteBots(sql`id = ${encodeText(botId)}`))[0] ?? null;
}

async function selectRemoteBots(where: Sql): Promise<RemoteBotRow[]> {
  const rows = await (await db()).query<Row>(sql`SELECT id, name, description, endpoint, generation, key_style, channel_id, delivery_mode,
    app_id, app_password, tenant_id, timeout_ms, seen_generation FROM remote_bot WHERE ${where}`);
  return rows.map(toRemoteBotRow);
}

/** Adds a bot, or puts these facts in place of the ones it has. What it was seen to be stays while it is at the same address. */
export function upsertRemoteBot(bot: RemoteBotRow): Sql {
  return sql`INSERT INTO remote_bot (id, name, description, endpoint, generation, key_style, channel_id, delivery_mode, app_id, app_password,
      tenant_id, timeout_ms, created_at, seen_generation)
    VALUES (${encodeText(bot.id)}, ${encodeText(bot.name)}, ${encodeText(bot.description)}, ${bot.endpoint}, ${bot.generation},
      ${bot.keyStyle}, ${encodeText(bot.channelId)}, ${bot.deliveryMode}, ${encodeNullable(bot.appId)}, ${bot.sealedPassword},
      ${encodeNullable(bot.tenantId)}, ${bot.timeoutMs}, ${new Date().toISOString()},
      ${bot.seenGeneration})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description, endpoint = excluded.endpoint,
      generation = excluded.generation, key_style = excluded.key_style, channel_id = excluded.channel_id,
      delivery_mode = excluded.delivery_mode, app_id = excluded.app_id, app_password = excluded.app_password,
      tenant_id = excluded.tenant_id, timeout_ms = excluded.timeout_ms,
      seen_generation = CASE WHEN remote_bot.endpoint = excluded.endpoint THEN remote_bot.seen_generation ELSE excluded.seen_generation END`;
}

export function updateSeenGeneration(botId: string, generation: KnownGeneration): Sql {
  return sql`UPDATE remote_bot SET seen_generation = ${generation} WHERE id = ${encodeText(botId)}`;
}

export function deleteRemoteBotRow(botId: string): Sql {
  return sql`DELETE FROM remote_bot WHERE id = ${encodeText(botId)}`;
}

function toRemoteBotRow(row: Row): RemoteBotRow {
  const { generation, endpoint } = row;
  return {
    ...facts.parse({
      endpoint,
      generation,
      seenGeneration: row.seen_generation,
      keyStyle: row.key_style,
      channelId: decodeText(row.channel_id),
      deliveryMode: row.delivery_mode,
      appId: decodeNullable(row.app_id),
      tenantId: decodeNullable(row.tenant_id),
      timeoutMs: row.timeout_ms,
    }),
    id: decodeText(row.id),
    name: decodeText(row.name),
    description: decodeText(row.description),
    sealedPassword: row.app_password,
  };
}

function encodeNullable(text: string | null): string | null {
  return text === null ? null : encodeText(text);
}

function decodeNullable(text: string | null): string | null {
  return text === null ? null : decodeText(text);
}
