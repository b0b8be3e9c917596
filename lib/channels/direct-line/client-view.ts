import type { Activity, LoggedActivity } from "@/lib/model";

/** How long after it was sent a "typing" still says something. */
const typingLifetimeMs = 5_000;

/**
 * What a Direct Line client is given of these activities. Traces and debug events are for the inspector, and conversationUpdates are between
 * channel and bot. A "typing" that is over is left out: the protocol has no other way to end one for who reads later.
 */
export function toClientView(logged: readonly LoggedActivity[], nowMs: number): Activity[] {
  return logged.flatMap(({ activity }) => (isForClient(activity) && !isOver(activity, nowMs) ? [activity] : []));
}

function isForClient({ type, name, from }: Activity): boolean {
  if (type === "event") return !(name === "debug" && from.role === "bot");
  return type !== "trace" && type !== "conversationUpdate";
}

function isOver({ type, timestamp }: Activity, nowMs: number): boolean {
  return type === "typing" && nowMs - Date.parse(timestamp) > typingLifetimeMs;
}
