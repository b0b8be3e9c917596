import { processSingleton } from "@/lib/env";
import type { BotGeneration, RemoteBot, StorageKeyStyle } from "@/lib/model";

type Known = Exclude<BotGeneration, "auto">;

const seen = () => processSingleton("bot-generations", () => new Map<string, Known>());

/** SDKs name themselves when they ask: v3 as `(BotBuilder Node.js/3.30.0)`, v4 as `BotBuilder/4.23.3`, Agents as `agents-sdk-js/1.8.1`. */
const names: readonly [RegExp, Known][] = [
  [/agents-sdk/i, "agents"],
  [/BotBuilder(?: \S+?)?\/3\./i, "v3"],
  [/BotBuilder(?: \S+?)?\/4\.|botframework-connector/i, "v4"],
];

/** Told of every request of a bot, so that `auto` is found out. */
export function noteUserAgent(botId: string, userAgent: string | null): void {
  const generation = names.find(([name]) => name.test(userAgent ?? ""))?.[1];
  if (generation) seen().set(botId, generation);
}

/** What the bot is registered as or, for `auto`, what it was seen to be; `auto` while nothing of it was seen. */
export function generationOf(botId: string, { generation }: Pick<RemoteBot, "generation">): BotGeneration {
  return generation === "auto" ? (seen().get(botId) ?? "auto") : generation;
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
