import { createHash, createHmac } from "node:crypto";
import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { openText, sealText, secretKeyFor } from "@/lib/env";

/** Whose token, and for which connection of which bot; a person is known to a bot by channel. */
export type TokenPlace = { botId: string; channelId: string; userId: string; connectionName: string };

/** `token` is opened only when it is asked for. */
export type UserTokenRow = TokenPlace & { awaitsCode: boolean; signedInAt: string; token: () => string };

type Row = {
  bot_id: string;
  channel_id: string;
  user_id: string;
  connection_name: string;
  sealed_token: string;
  code_hash: string | null;
  signed_in_at: string;
};

const purpose = "user token";

/** Keeps a token in place of the one there was. With a `code` it is given out only once that has been shown. */
export function upsertUserToken(place: TokenPlace, token: string, code: string | null): Sql {
  const at = new Date().toISOString();
  return sql`INSERT INTO user_token (id, bot_id, channel_id, user_id, connection_name, sealed_token, code_hash, signed_in_at)
    VALUES (${idOf(place)}, ${encodeText(place.botId)}, ${encodeText(place.channelId)}, ${encodeText(place.userId)},
      ${encodeText(place.connectionName)}, ${sealText(token, purpose)}, ${code === null ? null : hashCode(place, code)}, ${at})
    ON CONFLICT (id) DO UPDATE SET sealed_token = excluded.sealed_token, code_hash = excluded.code_hash,
      signed_in_at = excluded.signed_in_at`;
}

/** The token is given out from now on, if this is its code; a code is taken once. */
export function takeCode(place: TokenPlace, code: string): Sql {
  return sql`UPDATE user_token SET code_hash = NULL WHERE id = ${idOf(place)} AND code_hash = ${hashCode(place, code)}`;
}

export async function readUserToken(place: TokenPlace): Promise<UserTokenRow | null> {
  return (await selectUserTokens(sql`id = ${idOf(place)}`))[0] ?? null;
}

/** Of a bot, newest first; `about` narrows it. */
export async function readUserTokens(botId: string, about: Partial<TokenPlace> = {}): Promise<UserTokenRow[]> {
  return selectUserTokens(sql`${whereOf(botId, about)} ORDER BY signed_in_at DESC, id`);
}

/** Answers how many there were. */
export async function deleteUserTokens(botId: string, about: Partial<TokenPlace>): Promise<number> {
  return (await db()).execute(sql`DELETE FROM user_token WHERE ${whereOf(botId, about)}`);
}

export function deleteUserTokensOfBot(botId: string): Sql {
  return sql`DELETE FROM user_token WHERE bot_id = ${encodeText(botId)}`;
}

function whereOf(botId: string, { channelId, userId, connectionName }: Partial<TokenPlace>): Sql {
  const conditions = [
    sql`bot_id = ${encodeText(botId)}`,
    ...(channelId === undefined ? [] : [sql`channel_id = ${encodeText(channelId)}`]),
    ...(userId === undefined ? [] : [sql`user_id = ${encodeText(userId)}`]),
    ...(connectionName === undefined ? [] : [sql`connection_name = ${encodeText(connectionName)}`]),
  ];
  return join(conditions, " AND ");
}

async function selectUserTokens(where: Sql): Promise<UserTokenRow[]> {
  const rows = await (await db()).query<Row>(sql`SELECT bot_id, channel_id, user_id, connection_name, sealed_token, code_hash, signed_in_at
    FROM user_token WHERE ${where}`);
  return rows.map((row) => ({
    botId: decodeText(row.bot_id),
    channelId: decodeText(row.channel_id),
    userId: decodeText(row.user_id),
    connectionName: decodeText(row.connection_name),
    awaitsCode: row.code_hash !== null,
    signedInAt: row.signed_in_at,
    token: () => openText(row.sealed_token, purpose),
  }));
}

function idOf({ botId, channelId, userId, connectionName }: TokenPlace): string {
  return createHash("sha256")
    .update(JSON.stringify([botId, channelId, userId, connectionName]))
    .digest("hex");
}

/** Six digits are guessed from a plain hash. */
function hashCode(place: TokenPlace, code: string): string {
  return createHmac("sha256", secretKeyFor("sign-in code"))
    .update(`${idOf(place)} ${code}`)
    .digest("hex");
}
