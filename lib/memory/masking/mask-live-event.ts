import { type LiveEvent, liveEventSchemas, maskAnswer, type Party } from "@/lib/model";
import { conversationParties } from "./conversation-parties";
import { readerSight } from "./reader-sight";

/** What the live socket sends, without the values that its reader may not see. */
export async function maskLiveEvent(event: LiveEvent): Promise<LiveEvent> {
  const sight = await readerSight();
  if (sight.isUnlimited) return event;
  const { everyone, asked } = await partiesOf(event);
  return maskAnswer(liveEventSchemas[event.type], event, { sight, everyone, asked, current: everyone });
}

async function partiesOf(event: LiveEvent): Promise<{ everyone: Party[]; asked: Party[] }> {
  const conversationId =
    event.type === "watching" ? event.conversation.conversationId : "conversationId" in event ? event.conversationId : null;
  return conversationId === null ? { everyone: [], asked: [] } : conversationParties({ conversationId });
}
