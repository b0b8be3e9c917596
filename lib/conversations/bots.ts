import { type BotRegistry, createBotRegistry } from "@/lib/bots";
import { env, processSingleton } from "@/lib/env";
import { directStorage } from "@/lib/state";
import { readBotSetting } from "./kept-bot-settings";
import { proactiveSender } from "./proactive-sender";
import { openRow } from "./remote-bots/open-row";
import { readRemoteBots } from "./remote-bots/remote-bot-row";

/** The bots of this installation, loaded once: the samples, those of TURNSCOPE_BOTS, and those elsewhere that people added. */
export function botRegistry(): Promise<BotRegistry> {
  return processSingleton("bot-registry", openRegistry);
}

async function openRegistry(): Promise<BotRegistry> {
  const registry = await createBotRegistry({
    modulePath: env().botsModule,
    directStorageFor: (botId, late) =>
      directStorage(botId, { late, readPolicy: async () => (await readBotSetting(botId)).overwritePolicy }),
    senderFor: proactiveSender,
  });
  const inProcess = new Set(registry.list().map(({ id }) => id));
  // An id that a module took later is the module's.
  for (const row of await readRemoteBots()) if (!inProcess.has(row.id)) registry.put(openRow(row));
  return registry;
}
