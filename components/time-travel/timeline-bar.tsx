"use client";
import { useMemo } from "react";
import { Kbd } from "@/components/ui/kbd";
import { describeMarks, listMarks } from "./marks";
import type { Moment } from "./moment";
import { indexOfMoment, momentAt, nowIndex, type Stops } from "./stops";
import { TimelineMarks } from "./timeline-marks";
import type { Past } from "./use-time-travel";
import { useTimeline } from "./use-timeline";

type TimelineBarProps = {
  conversationId: string;
  stops: Stops;
  past: Past | null;
  turnCount: number;
  onChoose: (moment: Moment | null) => void;
};

/** The whole conversation as a slider below the panes; its right end is now. */
export function TimelineBar({ conversationId, stops, past, turnCount, onChoose }: TimelineBarProps) {
  const last = nowIndex(stops);
  const timeline = useTimeline(conversationId, turnCount, stops.earlierCount > 0);
  const marks = useMemo(() => (nowIndex(stops) > 0 ? listMarks(stops, timeline) : []), [stops, timeline]);
  const isBefore = past?.moment.isBefore ?? false;
  const index = indexOfMoment(stops, past?.moment ?? null) ?? last;
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 border-t border-line bg-surface px-3 text-xs" data-past={past !== null}>
      <span aria-hidden="true" className="w-24 shrink-0 truncate font-mono text-muted">
        {past?.turn != null ? `turn ${past.turn} of ${turnCount}` : `${turnCount} ${turnCount === 1 ? "turn" : "turns"}`}
      </span>
      <div className="relative h-6 min-w-0 grow">
        {last > 0 && <TimelineMarks marks={marks} />}
        <input
          type="range"
          aria-label="Timeline"
          aria-description={describeMarks(marks)}
          aria-valuetext={describePlace(past, turnCount)}
          min={0}
          max={Math.max(last, 1)}
          value={last === 0 ? 1 : index}
          disabled={last === 0}
          onChange={(event) => onChoose(momentAt(stops, event.target.valueAsNumber, isBefore))}
          className="timeline-range absolute inset-0 size-full"
        />
      </div>
      <span aria-hidden="true" className={past ? "text-muted" : "font-semibold text-ink"}>
        now
      </span>
      <span aria-hidden="true" className="flex gap-1 max-md:hidden">
        <Kbd>j</Kbd>
        <Kbd>k</Kbd>
      </span>
    </div>
  );
}

function describePlace(past: Past | null, turnCount: number): string {
  if (!past) return turnCount === 0 ? "Now" : `Now, after turn ${turnCount}`;
  const what = past.sentence === null ? past.happened : `${past.happened} of ${turnCount}: ${past.sentence}`;
  return `${past.moment.isBefore ? "Before" : "After"} ${what}`;
}
