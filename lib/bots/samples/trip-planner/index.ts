import type { V4BotDefinition } from "../../bot-module";
import { createTripPlannerBot } from "./trip-planner-bot";

export const tripPlanner: V4BotDefinition = {
  id: "trip-planner",
  name: "Trip planner",
  description:
    "Plans a trip for several people: a destination, dates, everybody's vote and a budget that only you see. Uses all four scopes.",
  host: "botframework-v4",
  createBot: createTripPlannerBot,
};
