import { processSingleton } from "@/lib/env";
import type { ToldErasure } from "@/lib/model";

const keptMs = 120_000;

type Told = { last: string | null; erasures: (ToldErasure & { atMs: number })[] };
const told = (): Told => processSingleton("told-erasures", () => ({ last: null, erasures: [] }));

/** How far erasures have come by what a page is told when it comes, which may be just behind the latest. */
export function noteTold(epoch: string): void {
  const kept = told();
  if (!kept.erasures.some(({ before }) => before === epoch)) kept.last = epoch;
}

/** What all pages are told of an erasure is kept for a moment, for those whose connection is just lost: ids only. */
export function noteErasure(erasure: Omit<ToldErasure, "before">): void {
  const kept = told();
  kept.erasures.push({ ...erasure, before: kept.last, atMs: Date.now() });
  kept.last = erasure.erasureEpoch;
  setTimeout(recentErasures, keptMs + 1000).unref();
}

/** Those of the last two minutes, the oldest first. */
export function recentErasures(): ToldErasure[] {
  const kept = told();
  kept.erasures = kept.erasures.filter(({ atMs }) => atMs > Date.now() - keptMs);
  return kept.erasures.map(({ atMs: _, ...erasure }) => erasure);
}
