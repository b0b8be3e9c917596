import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

type UnlessRefusedProps = { reason: string | null; className?: string; children: ReactNode };

/** Fields and buttons that can do nothing for whoever may not, with the reason above them; for everybody else they stand alone. */
export function UnlessRefused({ reason, className, children }: UnlessRefusedProps) {
  const id = useId();
  if (reason === null) return children;
  return (
    <fieldset disabled aria-describedby={id} className={cx("min-w-0 [&_button:disabled]:opacity-50", className)}>
      <p id={id} className="mb-2 text-sm text-muted">
        {reason}
      </p>
      {children}
    </fieldset>
  );
}
