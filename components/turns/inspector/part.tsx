import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";

type PartProps = { title: string; count?: number; children: ReactNode; copied: unknown };

/** One part of an opened turn, which can be copied as JSON (a text as it is). */
export function Part({ title, count, children, copied }: PartProps) {
  const text = typeof copied === "string" ? copied : JSON.stringify(copied, null, 2);
  return (
    <section aria-label={title} className="mb-5">
      <div className="mb-1 flex items-center gap-1">
        <h3 className="text-xs font-semibold text-muted">
          {title}
          {count !== undefined && ` (${count})`}
        </h3>
        <IconButton size="sm" label={`Copy ${title.toLowerCase()}`} onClick={() => void copyText(text, title)}>
          <Copy aria-hidden="true" className="size-3.5 text-muted" />
        </IconButton>
      </div>
      {children}
    </section>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-sm text-muted">{children}</p>;
}

type RawProps = { title: ReactNode; text: string; isOpen?: boolean };

/** Long text that is folded away until somebody wants it. */
export function Raw({ title, text, isOpen }: RawProps) {
  return (
    <details open={isOpen} className="mt-1.5 rounded-md border border-line">
      <summary className="cursor-pointer px-2 py-1.5 text-sm break-words">{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="relative max-h-80 overflow-auto border-t border-line bg-raised p-2 font-mono text-xs">
        {text}
      </pre>
    </details>
  );
}

export const headClass = "border-b border-line bg-raised text-left text-xs text-muted [&_th]:px-2 [&_th]:py-1 [&_th]:font-medium";

/** A table that is wider than its place scrolls in it, by keyboard as well. */
export function TableFrame({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <div tabIndex={0} className="relative overflow-x-auto rounded-md border border-line">
      {children}
    </div>
  );
}
