import { ScopeDot } from "@/components/ui/scope-dot";
import { type ChangeCounts, type Scope, type ScopeCounts, scopes } from "@/lib/model";
import { countsInWords } from "./change-words";

const marks = [
  { kind: "added", sign: "+", ink: "text-added" },
  { kind: "changed", sign: "~", ink: "text-changed" },
  { kind: "removed", sign: "−", ink: "text-removed" },
] as const;

export const shortNames: Record<Scope, string> = { user: "user", conversation: "conv", private: "private", dialog: "dialog" };

function Counts({ counts }: { counts: ChangeCounts }) {
  return marks.map(
    ({ kind, sign, ink }) =>
      counts[kind] > 0 && (
        <span key={kind} className={ink}>
          {sign}
          {counts[kind]}
        </span>
      ),
  );
}

/** What a turn or a write changed, scope by scope. */
export function ScopeChips({ counts }: { counts: ScopeCounts }) {
  return scopes.map((scope) => {
    const own = counts[scope];
    if (!own) return null;
    return (
      <span
        key={scope}
        className="inline-flex items-center gap-1 rounded border border-line bg-surface px-1.5 font-mono text-xs leading-4.5"
      >
        <span className="sr-only">{`, ${scope} state: ${countsInWords(own)}`}</span>
        <ScopeDot scope={scope} />
        <span aria-hidden="true" className="flex gap-1">
          <span className="text-muted">{shortNames[scope]}</span>
          <Counts counts={own} />
        </span>
      </span>
    );
  });
}
