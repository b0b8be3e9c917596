import { memo } from "react";
import type { Mark, MarkKind } from "./marks";

// Shape as well as colour: a turn that changed state is taller than one that did not, a failed one thicker,
// a write by hand is a diamond, a lost update a triangle, an erased turn an empty ring.
const looks: Record<MarkKind, string> = {
  quiet: "h-1 w-0.5 rounded-full bg-line-strong",
  changed: "h-2.5 w-0.5 rounded-full bg-muted",
  failed: "h-4 w-1 rounded-full bg-removed",
  erased: "size-1.5 rounded-full border border-muted bg-surface",
  lost: "size-0 border-x-4 border-b-7 border-x-transparent border-b-changed",
  write: "size-1.5 rotate-45 border border-muted bg-surface",
};

/** Where turns, changes, failures, lost updates and writes by hand stand on the timeline; the slider above them says in words what kinds there are. */
export const TimelineMarks = memo(function TimelineMarks({ marks }: { marks: readonly Mark[] }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 inset-y-0">
      <div className="absolute inset-x-0 top-1/2 h-px -translate-y-1/2 bg-line" />
      {marks.map(({ key, kind, percent }) => (
        <span key={key} className="absolute top-1/2 -translate-1/2" style={{ left: `${percent}%` }}>
          <span className={`block ${looks[kind]}`} />
        </span>
      ))}
    </div>
  );
});
