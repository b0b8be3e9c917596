import type { ReactNode, Ref } from "react";

type PageFrameProps = {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The scroll area. */
  ref?: Ref<HTMLDivElement>;
};

/** A page that scrolls: everything but the workbench. */
export function PageFrame({ title, description, actions, children, ref }: PageFrameProps) {
  return (
    <div ref={ref} className="relative min-h-0 grow overflow-y-auto print:overflow-visible">
      <div className="mx-auto w-full max-w-6xl px-4 py-5">
        <header className="mb-4 flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow">
            <h1 className="text-lg font-semibold">{title}</h1>
            {description && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions}
        </header>
        {children}
      </div>
    </div>
  );
}
