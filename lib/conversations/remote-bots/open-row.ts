import { type LoadedBot, openRemoteBot } from "@/lib/bots";
import type { BotGeneration, RemoteBot } from "@/lib/model";
import { serviceUrlOf } from "../channel/service-address";
import type { RemoteBotRow } from "./remote-bot-row";

/** The bot of a row, as one that can run turns. */
export function openRow(row: RemoteBotRow): LoadedBot {
  const { id, name, description, sealedPassword, ...facts } = row;
  const remote: RemoteBot = { ...facts, hasPassword: sealedPassword !== null };
  return openRemoteBot({ summary: { id, name, description }, remote, endpoint: { url: facts.endpoint } }, () => serviceUrlOf(id));
}

const keyStyles: Record<BotGeneration, RemoteBot["keyStyle"]> = {
  auto: "state-class",
  v3: "plain",
  v4: "state-class",
  agents: "turn-state",
};

/** How a bot's SDK names store items, unless somebody says otherwise: for what a person writes before the bot has. */
export function keyStyleOf(generation: BotGeneration): RemoteBot["keyStyle"] {
  return keyStyles[generation];
}
