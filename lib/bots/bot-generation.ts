import { processSingleton } from "@/lib/env";
import type { BotGeneration, KnownGeneration, StorageKeyStyle } from "@/lib/model";

const seen = () => processSingleton("bot-generations", () => new Map<string, KnownGeneration>());

/** SDKs name themselves when they ask: v3 as `(BotBuilder Node.js/3.30.0)`, v4 as `BotBuilder/4.23.3`, Agents as `agents-sdk-js/1.8.1`. */
const names: readonly [RegExp, KnownGeneration][] = [
  [/agents-sdk/i, "agents"],
  [/BotBuilder(?: \S+?)?\/3\./i, "v3"],
  [/BotBuilder(?: \S+?)?\/4\.|botframework-connector/i, "v4"],
];

/** What a bot says to be made with in the User-Agent of its requests; null where it does not say. */
export function generationOfAgent(userAgent: string | null): KnownGeneration | null {
  return names.find(([name]) => name.test(userAgent ?? ""))?.[1] ?? null;
}

/** What a bot was seen to be; null while nothing of it was seen. */
export function seenGeneration(botId: string): KnownGeneration | null {
  return seen().get(botId) ?? null;
}

export function rememberGeneration(botId: string, generation: KnownGeneration | null): void {
  if (generation === null) seen().delete(botId);
  else seen().set(botId, generation);
}

const keyStyles: Record<BotGeneration, StorageKeyStyle> = {
  auto: "state-class",
  v1: "plain",
  v3: "plain",
  v4: "state-class",
  agents: "turn-state",
};

/** How a bot's SDK names store items, unless somebody says otherwise: for what a person writes before the bot has. */
export function keyStyleOf(generation: BotGeneration): StorageKeyStyle {
  return keyStyles[generation];
}

/** What a path segment holds without escaping: the Agents SDK puts conversation ids into addresses as they are (protocols: rule 3). */
export function isUrlSafe(id: string): boolean {
  return /^[A-Za-z0-9._~!$&'()*+,;=:@-]+$/.test(id);
}
