import type { LoadedBot } from "@/lib/bots";
import type { BotDataPlace } from "@/lib/channels";
import { defaultChannelId, type JsonValue } from "@/lib/model";
import { getActiveConversation } from "../channel/get-active-conversation";
import { readBotData } from "./read-bot-data";
import { writeBotData } from "./write-bot-data";

/** Whose data a path of the service of 2016 names; it names no channel. */
type About = { conversationId?: string; userId?: string };

/** The data of a record, or null where nothing was saved. */
export async function readInlineRecord(bot: LoadedBot, about: About): Promise<JsonValue> {
  return (await readBotData(bot.summary.id, await placeOf(bot, about))).data;
}

/** Overwrites a record, whoever wrote it, and answers what is kept now; data that is falsy deletes it. */
export async function writeInlineRecord(bot: LoadedBot, about: About, data: unknown): Promise<JsonValue> {
  return (await writeBotData(bot.summary.id, await placeOf(bot, about), { data })).data;
}

async function placeOf(bot: LoadedBot, { conversationId, userId = "" }: About): Promise<BotDataPlace> {
  if (conversationId === undefined) return { scope: "user", channelId: usualChannel(bot), userId };
  const conversation = await getActiveConversation(conversationId);
  const channelId = conversation?.botId === bot.summary.id ? conversation.channelId : usualChannel(bot);
  return userId === "" ? { scope: "conversation", channelId, conversationId } : { scope: "private", channelId, conversationId, userId };
}

function usualChannel({ remote }: LoadedBot): string {
  return remote?.channelId ?? defaultChannelId;
}
