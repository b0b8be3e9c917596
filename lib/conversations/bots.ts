import { type BotRegistry, type BotSurroundings, createBotRegistry } from "@/lib/bots";
import { env, processSingleton } from "@/lib/env";
import { directStorage } from "@/lib/state";
import { readBotSetting } from "./kept-bot-settings";
import { proactiveSender } from "./proactive-sender";
import { loadRemoteBots } from "./remote-bots/load-remote-bots";
import { userTokensFor } from "./sign-in/user-tokens";

/** The bots of this installation, loaded once: the samples, those of TURNSCOPE_BOTS, and those elsewhere that people added. */
export function botRegistry(): Promise<BotRegistry> {
  return processSingleton("bot-registry", openRegistry);
}

async function openRegistry(): Promise<BotRegistry> {
  const registry = await createBotRegistry({ modulePath: env().botsModule, ...botSurroundings });
  await loadRemoteBots(registry);
  return registry;
}

/** What every bot of this installation is given. */
export const botSurroundings: BotSurroundings = {
  directStorageFor: (botId, late) => directStorage(botId, { late, readPolicy: async () => (await readBotSetting(botId)).overwritePolicy }),
  senderFor: proactiveSender,
  userTokensFor,
};
