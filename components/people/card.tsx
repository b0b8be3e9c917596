import { type ReactNode, useId } from "react";

type CardProps = { title: ReactNode; aside?: ReactNode; children: ReactNode };

/** A region of a person's page, named by its heading. */
export function Card({ title, aside, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <header className="flex min-h-10 items-center gap-2 border-b border-line px-4 py-2">
        <h2 id={id} className="min-w-0 grow text-sm font-semibold text-muted">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
