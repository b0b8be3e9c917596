import { countsInWords, countsText } from "@/components/turns/change-words";
import { cx } from "@/components/ui/cx";
import type { ChangeCounts, ChangeKind } from "@/lib/model";

const changeSigns: Record<ChangeKind, string> = { added: "+", changed: "~", removed: "−" };

const changeTones: Record<ChangeKind, string> = { added: "text-added", changed: "text-changed", removed: "text-removed" };

export const changeWashes: Record<ChangeKind, string> = {
  added: "bg-added-wash shadow-[inset_3px_0_0_var(--added)]",
  changed: "bg-changed-wash shadow-[inset_3px_0_0_var(--changed)]",
  removed: "bg-removed-wash shadow-[inset_3px_0_0_var(--removed)]",
};

/** Sign and word: the colour is never the only thing that says it. */
export function ChangeLabel({ kind }: { kind: ChangeKind }) {
  return (
    <span className={cx("shrink-0 font-sans text-xs leading-5 whitespace-nowrap", changeTones[kind])}>
      {changeSigns[kind]} {kind}
    </span>
  );
}

/** "+2 ~1 −0": short to the eye, in words to a screen reader. */
export function CountsLabel({ counts, suffix = "" }: { counts: ChangeCounts; suffix?: string }) {
  return (
    <span className="shrink-0 font-sans text-xs leading-5 whitespace-nowrap">
      <span aria-hidden="true" className="inline-flex gap-1">
        {countsText(counts)
          .split(" ")
          .map((part) => (
            <span key={part} className={part.startsWith("+") ? "text-added" : part.startsWith("~") ? "text-changed" : "text-removed"}>
              {part}
            </span>
          ))}
        {suffix && <span className="text-muted">{suffix}</span>}
      </span>
      <span className="sr-only">
        {countsInWords(counts)} {suffix}
      </span>
    </span>
  );
}
