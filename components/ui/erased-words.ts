import type { ErasedMark } from "@/lib/model";

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** "erased on 21 Nov 2026 · DS-2026-0001"; the case is told only to who may read it. */
export function erasedWords({ at, erasedBy }: ErasedMark): string {
  return `erased on ${day.format(new Date(at))}${erasedBy === undefined ? "" : ` · ${erasedBy}`}`;
}
