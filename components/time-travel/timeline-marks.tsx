import { memo } from "react";
import type { TimelineItem } from "@/components/turns/timeline";
import { nowIndex, type Stops } from "./stops";

/** More marks than that are a smear; then only failures, lost updates and writes by hand are drawn, which are what one looks for. */
const maxMarks = 240;
const mostMarks = 600;

type Mark = { key: string; kind: "turn" | "failed" | "lost" | "write"; percent: number };

function kindOf(item: TimelineItem): Mark["kind"] {
  if (item.kind === "write" ? item.write.lostUpdates : item.turn.lostUpdates) return "lost";
  if (item.kind === "write") return "write";
  return item.turn.outcome === "completed" || item.turn.outcome === "running" ? "turn" : "failed";
}

function listMarks(stops: Stops): Mark[] {
  const count = nowIndex(stops);
  const isCrowded = count > maxMarks;
  return stops.items
    .map((item, index): Mark => ({ key: item.key, kind: kindOf(item), percent: ((stops.earlierCount + index) / count) * 100 }))
    .filter(({ kind }) => !isCrowded || kind !== "turn")
    .slice(-mostMarks);
}

// Shape as well as colour: a failed turn is taller, a write by hand is a diamond, a lost update a triangle.
const looks: Record<Mark["kind"], string> = {
  turn: "h-2 w-0.5 rounded-full bg-line-strong",
  failed: "h-4 w-1 rounded-full bg-removed",
  lost: "size-0 border-x-4 border-b-7 border-x-transparent border-b-changed",
  write: "size-1.5 rotate-45 border border-line-strong bg-surface",
};

/** Where turns, failures, lost updates and writes by hand stand on the timeline; the slider above them says the same in words. */
export const TimelineMarks = memo(function TimelineMarks({ stops }: { stops: Stops }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 inset-y-0">
      <div className="absolute inset-x-0 top-1/2 h-px -translate-y-1/2 bg-line" />
      {listMarks(stops).map(({ key, kind, percent }) => (
        <span key={key} className="absolute top-1/2 -translate-1/2" style={{ left: `${percent}%` }}>
          <span className={`block ${looks[kind]}`} />
        </span>
      ))}
    </div>
  );
});
