import { forkedConversation } from "@/lib/model";
import type { ApiAnswer, ApiClient } from "../bench/api-client";
import type { Scenario } from "./scenarios";

/** Plays a scenario and answers the id of its conversation. Throws when the server does not take a part of it. */
export async function playScenario(client: ApiClient, { botId, lines, fork }: Scenario): Promise<string> {
  const conversationId = await client.startConversation(botId, { user: lines[0]?.from });
  for (const { from, text } of lines) requireStatus(200, await client.post(conversationId, { text, from }));
  if (fork) {
    const answer = await client.ask("POST", `/api/conversations/${conversationId}/fork`, { turn: fork.turn, user: "copy" });
    const forked = forkedConversation.parse(JSON.parse(requireStatus(201, answer).text));
    for (const text of fork.texts) requireStatus(200, await client.post(forked.conversationId, { text, from: forked.user }));
  }
  return conversationId;
}

function requireStatus(status: number, answer: ApiAnswer): ApiAnswer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, and the server answered ${answer.status}: ${answer.text.slice(0, 200)}`);
}
