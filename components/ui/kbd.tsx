import type { ReactNode } from "react";
import { cx } from "./cx";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd className={cx("rounded border border-line bg-surface px-1 py-px font-mono text-[0.6875rem] leading-4 text-muted", className)}>
      {children}
    </kbd>
  );
}
