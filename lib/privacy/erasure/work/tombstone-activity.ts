import { erasedActivityName, type JsonObject, type JsonValue } from "@/lib/model";

type Told = { id: string; timestamp?: JsonValue; channelId?: JsonValue };

/** What stays of an activity: its place in the log, when it was, and which side it came from. In which case it went is told by its turn. */
export function tombstoneActivity(
  { id, timestamp = null, channelId = null }: Told,
  { isIncoming, conversationId }: { isIncoming: boolean; conversationId: string },
): JsonObject & { id: string } {
  return {
    type: "event",
    name: erasedActivityName,
    id,
    timestamp,
    channelId,
    conversation: { id: conversationId },
    from: { id: "erased", name: "", role: isIncoming ? "user" : "bot" },
    value: { by: "erasure" },
  };
}
