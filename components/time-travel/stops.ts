import type { TimelineItem } from "@/components/turns/timeline";
import { keyOfMoment, type Moment, momentOfItem } from "./moment";

/**
 * Where a reader can stop on the timeline, oldest first, with now after the last of them. Of the turns that the page does not hold
 * only the numbers are known.
 */
export type Stops = { earlierCount: number; items: readonly TimelineItem[] };

export function toStops(items: readonly TimelineItem[]): Stops {
  const first = items.find((item) => item.kind === "turn");
  return { earlierCount: first?.kind === "turn" ? first.turn.number - 1 : 0, items };
}

/** The place of now, and the number of stops before it. */
export const nowIndex = ({ earlierCount, items }: Stops): number => earlierCount + items.length;

export function momentAt(stops: Stops, index: number, isBefore = false): Moment | null {
  if (index < stops.earlierCount) return { kind: "turn", turn: Math.max(index, 0) + 1, isBefore };
  const item = stops.items[index - stops.earlierCount];
  return item ? momentOfItem(item, isBefore) : null;
}

/** Where a moment stands; null when it is none of this conversation's, or not known yet. */
export function indexOfMoment(stops: Stops, moment: Moment | null): number | null {
  if (moment === null) return nowIndex(stops);
  if (moment.kind === "turn" && moment.turn <= stops.earlierCount) return moment.turn - 1;
  const key = keyOfMoment(moment);
  const index = stops.items.findIndex((item) => item.key === key);
  return index === -1 ? null : stops.earlierCount + index;
}
