import type { ListedBot } from "@/lib/model";
import { forgetBotSetting, requireListedBot } from "../bot-settings";
import { botRegistry } from "../bots";
import { deleteBotKeys } from "./bot-keys";
import { requireRemoteBot } from "./change-bot";
import { deleteRemoteBotRow } from "./remote-bot-row";

/** Removes a bot elsewhere and its keys, and answers what it was. Its conversations and state stay, to be read. */
export async function deleteBot(botId: string): Promise<ListedBot> {
  const bot = await requireListedBot(botId);
  await requireRemoteBot(botId);
  await forgetBotSetting(botId, [deleteRemoteBotRow(botId), deleteBotKeys(botId)]);
  (await botRegistry()).remove(botId);
  return bot;
}
