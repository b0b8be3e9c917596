import type { V4BotDefinition } from "../../bot-module";
import { createStateManagementBot } from "./state-management-bot";

export const stateManagement: V4BotDefinition = {
  id: "state-management",
  name: "State management",
  description: "Asks for your name and remembers it; keeps the time and channel of your last message. Bot Framework's sample 45.",
  host: "botframework-v4",
  createBot: createStateManagementBot,
};
