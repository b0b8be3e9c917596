import type { ReactNode } from "react";
import { cx } from "./cx";

export type BadgeTone = "neutral" | "good" | "warning" | "bad" | "accent";

const tones: Record<BadgeTone, string> = {
  neutral: "border-line text-muted",
  good: "border-line bg-added-wash text-added",
  warning: "border-line bg-changed-wash text-changed",
  bad: "border-line bg-removed-wash text-removed",
  accent: "border-line bg-selected text-accent",
};

type BadgeProps = { children: ReactNode; tone?: BadgeTone; className?: string; title?: string };

export function Badge({ children, tone = "neutral", className, title }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx("inline-flex items-center gap-1 rounded border px-1.5 py-px text-xs whitespace-nowrap", tones[tone], className)}
    >
      {children}
    </span>
  );
}
