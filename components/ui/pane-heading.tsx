import type { ReactNode } from "react";

type PaneHeadingProps = { title: string; children?: ReactNode; actions?: ReactNode };

/** The strip above a pane; all panes of the workbench have the same, so that their first lines stand level. */
export function PaneHeading({ title, children, actions }: PaneHeadingProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3 text-sm">
      <h2 className="font-semibold whitespace-nowrap">{title}</h2>
      <div className="min-w-0 grow truncate text-muted">{children}</div>
      {actions}
    </div>
  );
}
