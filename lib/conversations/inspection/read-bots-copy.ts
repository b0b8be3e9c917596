import { readBotCopy } from "@/lib/channels";
import type { BotCopy } from "@/lib/model";
import { readTellingActivities } from "@/lib/turns";
import { requireActiveConversation } from "../active-conversation";

/** The state that the bot told last, or last until the end of a turn; null when it has told none. */
export async function readBotsCopy(conversationId: string, turn: number | null): Promise<BotCopy | null> {
  await requireActiveConversation(conversationId);
  for (const logged of await readTellingActivities(conversationId, turn)) {
    const told = readBotCopy(logged.activity);
    if (told) return { turn: logged.turn, at: logged.activity.timestamp, ...told };
  }
  return null;
}
