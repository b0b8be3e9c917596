import { addedBot } from "@/lib/model";
import type { ApiClient } from "./api-client";
import type { TrivialBot } from "./trivial-bot";

/** Adds the bot as a tester would, and answers under which id, and with which keys. */
export async function addTrivialBot(client: ApiClient, { endpoint }: TrivialBot) {
  const answer = await client.ask("POST", "/api/bots", { name: "Trivial", endpoint, generation: "v4" });
  const { bot, keys } = addedBot.parse(JSON.parse(answer.text));
  return { botId: bot.id, ...keys };
}
