import { clockTime, fullTime } from "@/components/ui/time-words";
import type { ScopeState, StateWriter } from "@/lib/model";

export type WriterName = (writer: StateWriter) => string;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** "bot, turn 7", "you, just now", "you, 09:40"; null when nobody wrote it yet. A turn tells its own time. */
export function describeWriter(state: ScopeState, writerName: WriterName, now: number): string | null {
  if (!state.updatedBy || !state.updatedAt) return null;
  const name = writerName(state.updatedBy);
  return state.updatedBy.kind === "bot" ? name : `${name}, ${describeTime(state.updatedAt, now)}`;
}

function describeTime(iso: string, now: number): string {
  const ageMs = now - Date.parse(iso);
  if (ageMs < minuteMs) return "just now";
  return ageMs < dayMs ? clockTime(iso) : fullTime(iso);
}
