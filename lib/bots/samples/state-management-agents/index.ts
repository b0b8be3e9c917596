import type { AgentsBotDefinition } from "../../bot-module";
import { createStateManagementAgent } from "./state-management-agent";

export const stateManagementAgents: AgentsBotDefinition = {
  id: "state-management-agents",
  name: "State management (Agents SDK)",
  description: "The same conversation as State management, on the Microsoft 365 Agents SDK and its turn state.",
  host: "agents-sdk",
  keyStyle: "turn-state",
  createBot: createStateManagementAgent,
};
