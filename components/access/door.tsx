import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** What stands around pages for whoever has not come in yet. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="relative min-h-0 grow overflow-y-auto bg-raised">
      <div className="mx-auto flex min-h-full w-full max-w-sm flex-col justify-center px-4 py-10">
        <p className="mb-4 flex items-center justify-center gap-2 font-bold">
          <Logo className="size-6 text-accent" />
          Turnscope
        </p>
        <section aria-labelledby="door-title" className="rounded-lg border border-line bg-surface p-5 shadow-raised">
          <h1 id="door-title" className="mb-4 text-lg font-semibold">
            {title}
          </h1>
          {children}
        </section>
      </div>
    </div>
  );
}
