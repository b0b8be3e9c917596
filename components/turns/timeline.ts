import type { HandWrite, TurnSummary } from "@/lib/model";

/** A row of the turns list: a turn, or what a person did to the state between two turns. */
export type TimelineItem = { kind: "turn"; key: string; turn: TurnSummary } | { kind: "write"; key: string; write: HandWrite };

/** One timeline of both: a write stands after the turn it came after, writes among themselves by sequence. */
export function mergeTimeline(turns: readonly TurnSummary[], writes: readonly HandWrite[]): TimelineItem[] {
  const pending = [...writes].sort((a, b) => a.afterTurn - b.afterTurn || a.seq - b.seq);
  const items: TimelineItem[] = [];
  let next = 0;
  const takeWritesBefore = (turnNumber: number) => {
    for (let write = pending[next]; write && write.afterTurn < turnNumber; write = pending[next]) {
      items.push({ kind: "write", key: `write-${write.seq}`, write });
      next += 1;
    }
  };
  for (const turn of [...turns].sort((a, b) => a.number - b.number)) {
    takeWritesBefore(turn.number);
    items.push({ kind: "turn", key: `turn-${turn.number}`, turn });
  }
  takeWritesBefore(Number.POSITIVE_INFINITY);
  return items;
}

/** Puts newer versions over older ones and keeps the order of the key. */
export function upsertBy<T>(known: readonly T[], incoming: readonly T[], keyOf: (item: T) => number): T[] {
  const last = known.at(-1);
  const only = incoming.length === 1 ? incoming[0] : undefined;
  if (only !== undefined && (last === undefined || keyOf(only) > keyOf(last))) return [...known, only];
  const byKey = new Map(known.map((item) => [keyOf(item), item]));
  for (const item of incoming) byKey.set(keyOf(item), item);
  return [...byKey.values()].sort((a, b) => keyOf(a) - keyOf(b));
}
