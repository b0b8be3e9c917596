import type { BotDefinition } from "../bot-module";
import { profile } from "./profile";
import { stateManagement } from "./state-management";
import { stateManagementAgents } from "./state-management-agents";

export const sampleBots: readonly BotDefinition[] = [stateManagement, profile, stateManagementAgents];
