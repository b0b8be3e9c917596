import { db, decodeText, encodeText, sql } from "@/lib/db";
import type { SignedInList } from "@/lib/model";
import { requireListedBot } from "../bot-settings";
import { deleteUserTokens, readUserTokens, type TokenPlace } from "./user-token-row";

/** Who is signed in to which connection of a bot, newest first, without their tokens. */
export async function listSignedIn(botId: string): Promise<SignedInList> {
  await requireListedBot(botId);
  const rows = await readUserTokens(botId);
  const names = await namesOf(botId);
  return { signedIn: rows.map(({ token: _, botId: __, ...row }) => ({ ...row, name: names.get(row.userId) ?? row.userId })) };
}

/** Forgets the tokens of a person, and answers who is still signed in. The bot is not told: it finds out when it asks. */
export async function signOutOf(botId: string, about: Partial<TokenPlace> & { userId: string }): Promise<SignedInList> {
  await requireListedBot(botId);
  await deleteUserTokens(botId, about);
  return listSignedIn(botId);
}

async function namesOf(botId: string): Promise<Map<string, string>> {
  const rows = await (await db()).query<{ user_id: string; name: string }>(sql`SELECT member.user_id AS user_id, member.name AS name
    FROM member JOIN conversation ON conversation.id = member.conversation_id
    WHERE conversation.bot_id = ${encodeText(botId)} AND member.user_id IN (SELECT user_id FROM user_token WHERE bot_id = ${encodeText(botId)})
    ORDER BY conversation.last_activity_at`);
  return new Map(rows.map((row) => [decodeText(row.user_id), decodeText(row.name)]));
}
