import type { TimelineItem } from "@/components/turns/timeline";
import type { ConversationTimeline } from "@/lib/model";
import { nowIndex, type Stops } from "./stops";

/** Above so many stops those of turns that changed state are drawn by the server's summary, several to a mark. */
export const maxMarks = 240;
const mostOfItems = 600;

export type MarkKind = "quiet" | "changed" | "failed" | "erased" | "lost" | "write";
export type Mark = { key: string; kind: MarkKind; percent: number };

/** What stands where on the slider: what the page holds one by one, and what it does not as the server sums it up. */
export function listMarks(stops: Stops, timeline: ConversationTimeline | undefined): Mark[] {
  const isCrowded = nowIndex(stops) > maxMarks;
  const held = stops.items
    .map((item, index): Mark => ({ key: item.key, kind: kindOf(item), percent: percentOf(stops, stops.earlierCount + index) }))
    .filter(({ kind }) => !isCrowded || (kind !== "quiet" && kind !== "changed"))
    .slice(-mostOfItems);
  return [...(timeline ? listSummed(stops, timeline, isCrowded) : []), ...held];
}

const names: Record<MarkKind, string | null> = {
  quiet: null,
  changed: "changes of state",
  failed: "failed turns",
  erased: "erased turns",
  lost: "lost updates",
  write: "writes by hand",
};

/** Which kinds of marks there are, in words; undefined when there is none to tell of. */
export function describeMarks(marks: readonly Mark[]): string | undefined {
  const drawn = new Set(marks.map(({ kind }) => names[kind]).filter((name) => name !== null));
  return drawn.size === 0
    ? undefined
    : `Marked along it: ${Object.values(names)
        .filter((name) => name && drawn.has(name))
        .join(", ")}.`;
}

function listSummed(stops: Stops, { marks, turnsPerMark }: ConversationTimeline, isCrowded: boolean): Mark[] {
  return marks.flatMap(({ turn, changed, failed, erased, lost, byHand }) => {
    const isHeld = turn > stops.earlierCount;
    const kinds: [MarkKind, boolean][] = [
      ["changed", changed > 0 && (!isHeld || isCrowded)],
      ["failed", failed > 0 && !isHeld],
      ["erased", erased > 0 && !isHeld],
      ["write", byHand > 0 && !isHeld],
      ["lost", lost > 0 && !isHeld],
    ];
    const percent = percentOf(stops, turn - 1 + (turnsPerMark - 1) / 2);
    return kinds.flatMap(([kind, isDrawn]) => (isDrawn ? [{ key: `${kind}-${turn}`, kind, percent: Math.min(100, percent) }] : []));
  });
}

function percentOf(stops: Stops, index: number): number {
  return (index / nowIndex(stops)) * 100;
}

function kindOf(item: TimelineItem): MarkKind {
  if (item.kind === "write") return item.write.lostUpdates ? "lost" : "write";
  if (item.turn.lostUpdates) return "lost";
  const { outcome, counts } = item.turn;
  if (outcome === "erased") return "erased";
  if (outcome !== "completed" && outcome !== "running") return "failed";
  return Object.keys(counts).length > 0 ? "changed" : "quiet";
}
