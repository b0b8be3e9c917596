import type { ListedBot } from "@/lib/model";
import { forgetBotSetting, requireListedBot } from "../bot-settings";
import { botRegistry } from "../bots";
import { deleteUserTokensOfBot } from "../sign-in/user-token-row";
import { deleteBotKeys } from "./bot-keys";
import { requireRemoteBot } from "./change-bot";
import { deleteRemoteBotRow } from "./remote-bot-row";

/** Removes a bot elsewhere, its keys and the tokens of those signed in, and answers what it was. Its conversations and state stay, to be read. */
export async function deleteBot(botId: string): Promise<ListedBot> {
  const bot = await requireListedBot(botId);
  await requireRemoteBot(botId);
  await forgetBotSetting(botId, [deleteRemoteBotRow(botId), deleteBotKeys(botId), deleteUserTokensOfBot(botId)]);
  (await botRegistry()).remove(botId);
  return bot;
}
