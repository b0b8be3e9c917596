export type { BotStorage } from "@/lib/state";
export { generationOf, isUrlSafe, keyStyleOf, noteUserAgent } from "./bot-generation";
export type { ActivitySender, BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
export type { AgentsBotDefinition, Bot, BotDefinition, KeyStyle, V4BotDefinition } from "./bot-module";
export { type BotRegistry, type BotRegistryOptions, createBotRegistry } from "./bot-registry";
export type { BotSurroundings, LoadedBot } from "./loaded-bot";
export { openRemoteBot } from "./open-remote-bot";
export { type RemoteTurn, remoteTurns } from "./remote-turns";
export type { Observed } from "./turn-observer";
