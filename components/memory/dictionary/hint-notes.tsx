import { Fingerprint } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { PathHint } from "@/lib/model";

/** Why a path looks personal, with the category to take over. */
export function HintNotes({ hints, onUse }: { hints: readonly PathHint[]; onUse: (category: string) => void }) {
  if (hints.length === 0) return null;
  return (
    <ul aria-label="Hints" className="flex flex-col gap-1.5 rounded-md border border-line bg-warning-wash px-3 py-2 text-sm">
      {hints.map(({ kind, confidence, reason, category }) => (
        <li key={kind} className="flex flex-wrap items-center gap-2">
          <Fingerprint aria-hidden="true" className="size-4 shrink-0 text-changed" />
          <span className="min-w-0 grow">
            <span className="font-semibold">Looks like {kind.replaceAll("-", " ")}</span> ({confidence}): {reason}
          </span>
          {category !== null && (
            <Button size="sm" onClick={() => onUse(category)}>
              Use category “{category}”
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
