import { ChevronRight } from "lucide-react";
import { cx } from "@/components/ui/cx";
import type { DialogFrame } from "@/lib/model";
import { ChangeLabel } from "../tree/change-label";
import type { ChangeMarks } from "../tree/change-marks";
import { describeKind, findEarlierStep, isNewFrame } from "./dialog-frames";

type TrailProps = {
  frames: readonly DialogFrame[];
  activePath: string | null;
  marks: ChangeMarks;
  onShowJson: (pointer: string) => void;
};

/** The stack as breadcrumbs, root first; a component holds the trail of its own stack. Dialogs that just ended follow, struck through. */
export function StackTrail({ ended, ...trail }: TrailProps & { ended: readonly string[] }) {
  if (trail.frames.length === 0 && ended.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 pt-0.5 pr-3 pb-1 pl-6.5">
      {trail.frames.length > 0 && <Trail label="Dialog stack, from root to active" {...trail} />}
      {ended.map((id, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one dialog may have ended twice, and ids repeat
        <span key={index} className="flex items-center gap-1.5 rounded-md bg-removed-wash px-2 py-0.5 text-xs">
          <span className="text-muted line-through">{id}</span>
          <span className="text-removed">− ended</span>
        </span>
      ))}
    </div>
  );
}

function Trail({ label, ...trail }: TrailProps & { label: string }) {
  return (
    <ol aria-label={label} className="flex min-w-0 flex-wrap items-center gap-1">
      {trail.frames.map((frame, index) => (
        <li key={frame.path} className="flex min-w-0 items-center gap-1">
          {index > 0 && <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" />}
          {frame.nested.length > 0 ? <Component frame={frame} {...trail} /> : <Crumb frame={frame} {...trail} />}
        </li>
      ))}
    </ol>
  );
}

function Component({ frame, ...trail }: TrailProps & { frame: DialogFrame }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1 rounded-lg border border-line bg-raised p-1">
      <Crumb frame={frame} isBare {...trail} />
      <Trail label={`Inside ${frame.id}`} {...trail} frames={frame.nested} />
    </div>
  );
}

function Crumb({ frame, activePath, marks, onShowJson, isBare = false }: TrailProps & { frame: DialogFrame; isBare?: boolean }) {
  const isActive = frame.path === activePath;
  return (
    <button
      type="button"
      aria-current={isActive ? "step" : undefined}
      title={`Show ${frame.id} as JSON`}
      onClick={() => onShowJson(frame.path)}
      className={cx(
        "flex min-h-6 flex-wrap items-center gap-x-1.5 rounded-md px-2 text-xs hover:bg-hover",
        !isBare && "border bg-surface",
        isActive ? "border-scope-dialog" : "border-line",
      )}
    >
      <span className={cx("font-mono text-[0.78125rem]", isActive ? "font-semibold text-scope-dialog" : "text-ink")}>
        {frame.id || "(no id)"}
      </span>
      <Step frame={frame} marks={marks} />
      {isNewFrame(frame, marks) && <ChangeLabel kind="added" />}
      {isActive && <span className="sr-only">active</span>}
    </button>
  );
}

/** The step now, and the one before this turn when it moved. How many there are in all is known to the bot's code alone. */
function Step({ frame, marks }: { frame: DialogFrame; marks: ChangeMarks }) {
  if (frame.step === null) return <span className="text-muted">{describeKind(frame)}</span>;
  const earlier = findEarlierStep(frame, marks);
  return (
    <span className={earlier === null ? "text-muted" : "rounded bg-changed-wash px-1 text-changed"}>
      {earlier === null ? `step ${frame.step + 1}` : `~ step ${earlier + 1} → ${frame.step + 1}`}
    </span>
  );
}
