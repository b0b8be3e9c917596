import { type LoadedBot, remoteTurns } from "@/lib/bots";
import { db, decodeText, empty, encodeText, sql } from "@/lib/db";
import { env } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import { botRegistry } from "../bots";
import { findBotByKey } from "../remote-bots/bot-keys";
import { findBotsByPassword } from "../remote-bots/find-bots-by-password";
import { getActiveConversation } from "./get-active-conversation";

/** What a request says about who asks: the service address it came to, its Authorization header, and whom its path is about. */
export type BotCall = {
  servedBotId: string | null;
  authorization: string | null;
  conversationId?: string;
  /** Where there is no conversation yet: the bot that it is asked for. */
  claimedBotId?: string | null;
  /** For what is about a person and no conversation (user state): who, and on which channel where that is said. */
  user?: { channelId?: string; userId: string };
};

/**
 * The bot that asks one of our services. It is known by its service address, by its storage key or, if it is of 2016, by its password; a bot without an app id has shown nothing to
 * anybody, so that at the protocol's bare paths it is taken for the bot whose conversation (or person) it asks about: only where the server
 * listens on this machine alone. Throws `credentials_required`.
 */
export async function requireBotCaller(call: BotCall): Promise<LoadedBot> {
  const botId = call.servedBotId ?? (await findByCredentials(call)) ?? (await findByPlace(call));
  const registry = await botRegistry();
  if (botId !== null && registry.list().some((bot) => bot.id === botId && bot.status === "ready")) return registry.require(botId);
  throw new HarnessError(
    "credentials_required",
    "Turnscope cannot tell which bot asks. Ask below the serviceUrl of the activity, or with the bot's storage key as Authorization: Bearer.",
  );
}

async function findByCredentials({ authorization, conversationId }: BotCall): Promise<string | null> {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (key !== undefined) return findBotByKey("storage", key);
  const bots = await findBotsByPassword(authorization);
  if (bots.length <= 1 || conversationId === undefined) return onlyOf(bots);
  // One bot may be here twice, at two addresses.
  const conversation = await getActiveConversation(conversationId);
  return bots.find((id) => id === conversation?.botId) ?? null;
}

async function findByPlace({ authorization, conversationId, claimedBotId, user }: BotCall): Promise<string | null> {
  if (env().isExposed) return null;
  // Whoever shows credentials that we do not know is not taken for somebody without any; a bare "Bearer" is none (protocols 2.3).
  if (authorization !== null && !/^Bearer\s*$/i.test(authorization)) return null;
  const conversation = conversationId === undefined ? null : await getActiveConversation(conversationId);
  if (conversation) return onlyOf(await withoutCredentials([conversation.botId]));
  if (claimedBotId) return onlyOf(await withoutCredentials([claimedBotId]));
  if (!user) return null;
  const running = await withoutCredentials(remoteTurns().botsOf(user));
  return onlyOf(running.length > 0 ? running : await withoutCredentials(await botsThatKnow(user)));
}

function onlyOf(botIds: readonly string[]): string | null {
  return botIds.length === 1 ? (botIds[0] ?? null) : null;
}

async function withoutCredentials(botIds: readonly string[]): Promise<string[]> {
  const bots = (await botRegistry())
    .list()
    .filter(({ id, host, status }) => host === "remote" && status === "ready" && botIds.includes(id));
  const registry = await botRegistry();
  return bots.map(({ id }) => id).filter((id) => registry.require(id).remote?.appId === null);
}

async function botsThatKnow({ channelId, userId }: { channelId?: string; userId: string }): Promise<string[]> {
  const onChannel = channelId === undefined ? empty : sql`AND conversation.channel_id = ${encodeText(channelId)}`;
  const rows = await (await db()).query<{ bot_id: string }>(sql`SELECT DISTINCT conversation.bot_id AS bot_id
    FROM member JOIN conversation ON conversation.id = member.conversation_id
    WHERE member.user_id = ${encodeText(userId)} ${onChannel}`);
  return rows.map((row) => decodeText(row.bot_id));
}
