import type { BotDefinition } from "../bot-module";
import { profile } from "./profile";
import { stateManagement } from "./state-management";
import { stateManagementAgents } from "./state-management-agents";
import { tripPlanner } from "./trip-planner";

export const sampleBots: readonly BotDefinition[] = [stateManagement, profile, tripPlanner, stateManagementAgents];
