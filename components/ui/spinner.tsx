import { cx } from "./cx";

type SpinnerProps = { label: string; className?: string; isLabelShown?: boolean };

/** Says what is being waited for; the label is always there for screen readers. */
export function Spinner({ label, className, isLabelShown = false }: SpinnerProps) {
  return (
    <span role="status" className={cx("inline-flex items-center gap-2 text-sm text-muted", className)}>
      <span aria-hidden="true" className="size-3.5 animate-spin rounded-full border-2 border-line border-t-accent" />
      <span className={isLabelShown ? undefined : "sr-only"}>{label}</span>
    </span>
  );
}
