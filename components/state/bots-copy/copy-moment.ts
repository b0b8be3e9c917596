import type { Past } from "@/components/time-travel/use-time-travel";

/** Which copy is asked for, and whose changes are marked in it. */
export type CopyMoment = {
  isPast: boolean;
  /** Told until the end of this turn; null for now, and in the past while the turn is not known yet. */
  until: number | null;
  /** Only what was told after this turn has marks; null marks nothing. */
  marked: number | null;
};

export function toCopyMoment(past: Pick<Past, "moment" | "turn"> | null, newestTurn: number): CopyMoment {
  if (past === null) return { isPast: false, until: null, marked: newestTurn };
  const { moment, turn } = past;
  if (moment.kind === "write") return { isPast: true, until: turn, marked: null };
  return moment.isBefore
    ? { isPast: true, until: moment.turn - 1, marked: null }
    : { isPast: true, until: moment.turn, marked: moment.turn };
}
