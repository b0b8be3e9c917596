import { isJsonObject, type LiveEvent } from "@/lib/model";

const types: Record<LiveEvent["type"], true> = {
  hello: true,
  watching: true,
  activities: true,
  turn: true,
  state: true,
  "lost-values": true,
  "protocol-log": true,
  conversations: true,
  masking: true,
  "person-erased": true,
  posted: true,
  refused: true,
  pong: true,
  closing: true,
};

// The frame comes from our own server, which typed it as it was sent: reading large states twice would only cost the repaint.
function isLiveEvent(value: unknown): value is LiveEvent {
  return isJsonObject(value) && typeof value.type === "string" && Object.hasOwn(types, value.type);
}

/** Null for a frame this page does not know, such as one of a newer server. */
export function parseLiveEvent(frame: unknown): LiveEvent | null {
  if (typeof frame !== "string") return null;
  const value: unknown = JSON.parse(frame);
  return isLiveEvent(value) ? value : null;
}
