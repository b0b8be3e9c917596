import type { ReactNode } from "react";
import { cx } from "./cx";

type EmptyStateProps = { title: string; children?: ReactNode; icon?: ReactNode; actions?: ReactNode; className?: string; isPage?: boolean };

/** What a place looks like while it holds nothing: what would be here, and how to get it. `isPage` when it is all there is. */
export function EmptyState({ title, children, icon, actions, className, isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={cx("flex flex-col items-center gap-2 px-6 py-10 text-center", className)}>
      {icon && (
        <span aria-hidden="true" className="mb-1 text-muted">
          {icon}
        </span>
      )}
      <Title className="font-semibold">{title}</Title>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
