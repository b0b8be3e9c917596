import { type BotSummary, HarnessError, notFound } from "@/lib/model";
import { version as productVersion } from "@/package.json";
import { loadBotModule } from "./load-bot-module";
import type { BotSurroundings, LoadedBot } from "./loaded-bot";
import { type BotEntry, openBot } from "./open-bot";
import { sampleBots } from "./samples";

export interface BotRegistry {
  /** Every bot in the order loaded, samples first; also those that failed, with the reason. */
  list(): BotSummary[];
  /** Throws HarnessError `bot_not_found` or `bot_failed_to_load`. */
  require(botId: string): LoadedBot;
  /** Adds a bot elsewhere, or replaces it: turns that run go on with the one they began with. */
  put(bot: LoadedBot): void;
  remove(botId: string): void;
}

/** `modulePath` is a file with more bots (TURNSCOPE_BOTS). */
export type BotRegistryOptions = BotSurroundings & { modulePath: string | null };

/** Loads the sample bots and those of the module. What fails to load is listed with its error; this never rejects. */
export async function createBotRegistry({ modulePath, ...surroundings }: BotRegistryOptions): Promise<BotRegistry> {
  const samples = sampleBots.map((definition) => ({ fallbackId: definition.id, definition: { version: productVersion, ...definition } }));
  const found = [...samples, ...(modulePath === null ? [] : await loadBotModule(modulePath))];
  const entries = new Map<string, BotEntry>();
  for (const one of found) {
    const entry = await openBot(one, new Set(entries.keys()), surroundings);
    entries.set(entry.summary.id, entry);
  }
  return {
    list: () => [...entries.values()].map((entry) => entry.summary),
    require: (botId) => requireBot(entries.get(botId)),
    put: (bot) => void entries.set(bot.summary.id, { summary: bot.summary, bot }),
    remove: (botId) => void entries.delete(botId),
  };
}

function requireBot(entry: BotEntry | undefined): LoadedBot {
  if (!entry) throw notFound("bot_not_found");
  if (!entry.bot) throw new HarnessError("bot_failed_to_load", `The bot ${entry.summary.id} did not load: ${entry.summary.error}`);
  return entry.bot;
}
