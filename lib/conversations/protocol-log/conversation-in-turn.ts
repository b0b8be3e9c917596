import { remoteTurns } from "@/lib/bots";

/** The conversation in which a bot runs its one turn: what it asks meanwhile about a person, or about nobody, is asked there. */
export function conversationInTurn(botId: string): string | null {
  return remoteTurns().onlyConversationOf(botId);
}
