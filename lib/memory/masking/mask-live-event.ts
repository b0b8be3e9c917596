import { type Caller, type LiveEvent, liveEventSchemas, maskAnswer, type Party, type PastSaid } from "@/lib/model";
import { hideInChanges } from "../expired/hide-earlier";
import { hideExpired } from "../expired/hide-expired";
import { findPastSaid } from "../expired/judge";
import { conversationParties } from "./conversation-parties";
import { readerSight } from "./reader-sight";

/** What the live socket sends, without the values that its reader may not see; null for what they may not know of at all. */
export async function maskLiveEvent(told: LiveEvent, caller: Pick<Caller, "id" | "roles" | "hasEmergency">): Promise<LiveEvent | null> {
  if (told.type === "masking") return tellMasking(told, caller);
  const event = await withoutExpired(told);
  const sight = await readerSight(caller);
  const past = await pastSaid(event);
  if (sight.isUnlimited && sight.seesCases && !past) return event;
  const { everyone, asked } = await partiesOf(event);
  if (everyone.some(({ botId }) => sight.unknownBots.has(botId))) return null;
  return maskAnswer(liveEventSchemas[event.type], event, { sight, everyone, asked, current: everyone, past });
}

function tellMasking({ callerId, isOfOtherBot }: LiveEvent & { type: "masking" }, { id }: Pick<Caller, "id">): LiveEvent {
  if (callerId !== undefined && callerId !== id) return { type: "masking", isElsewhere: true };
  return { type: "masking", ...(isOfOtherBot && { isOfOtherBot }) };
}

async function withoutExpired(event: LiveEvent): Promise<LiveEvent> {
  if (event.type === "watching") {
    const { conversation, userId, state } = event;
    return { ...event, state: await hideExpired(state, { conversationId: conversation.conversationId, userId }) };
  }
  if (event.type !== "state") return event;
  return { ...event, state: await hideExpired(event.state, event), changes: await hideInChanges(event.changes, event) };
}

/** All but the first answer was said just now, and turns must not wait for it. */
async function pastSaid(event: LiveEvent): Promise<PastSaid | undefined> {
  if (event.type !== "watching") return undefined;
  const conversationIds = await findPastSaid([event.conversation.conversationId]);
  return conversationIds.size === 0 ? undefined : { conversationIds, isAsked: true };
}

async function partiesOf(event: LiveEvent): Promise<{ everyone: Party[]; asked: Party[] }> {
  const conversationId =
    event.type === "watching" ? event.conversation.conversationId : "conversationId" in event ? event.conversationId : null;
  return conversationId === null ? { everyone: [], asked: [] } : conversationParties({ conversationId });
}
