import { type BotRegistry, createBotRegistry } from "@/lib/bots";
import { env, processSingleton } from "@/lib/env";
import { directStorage } from "@/lib/state";
import { proactiveSender } from "./proactive-sender";

/** The bots of this process, loaded once: the samples and those of TURNSCOPE_BOTS. */
export function botRegistry(): Promise<BotRegistry> {
  return processSingleton("bot-registry", () =>
    createBotRegistry({ modulePath: env().botsModule, directStorageFor: directStorage, senderFor: proactiveSender }),
  );
}
