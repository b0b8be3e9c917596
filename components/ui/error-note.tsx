import { CircleAlert } from "lucide-react";
import { Button } from "./button";
import { cx } from "./cx";

type ErrorNoteProps = { title: string; detail?: string; onRetry?: () => void; className?: string };

/** A failure where the person looks: what failed, why, and what to do about it. */
export function ErrorNote({ title, detail, onRetry, className }: ErrorNoteProps) {
  return (
    <div role="alert" className={cx("flex items-start gap-2 rounded-md border border-line bg-removed-wash px-3 py-2 text-sm", className)}>
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-removed" />
      <div className="min-w-0 grow">
        <p className="font-semibold text-removed">{title}</p>
        {detail && <p className="mt-0.5 wrap-anywhere text-ink">{detail}</p>}
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
