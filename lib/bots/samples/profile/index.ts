import { withSelfService } from "@/lib/self-service";
import type { V4BotDefinition } from "../../bot-module";
import { createProfileBot } from "./profile-bot";

export const profile: V4BotDefinition = {
  id: "profile",
  name: "Profile",
  description: "Asks for your name, age and birthday in a waterfall dialog, then greets you by name. Say help or cancel at any point.",
  host: "botframework-v4",
  createBot: withSelfService(createProfileBot),
};
