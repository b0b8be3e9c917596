import { processSingleton } from "@/lib/env";
import type { ErasuresTold, ToldErasure } from "@/lib/model";

const keptMs = 120_000;

/** `now`: the epochs that pages were told since the latest erasure was told; the database is a moment ahead while one is being made. */
type Told = { now: string[]; erasures: (ToldErasure & { atMs: number })[] };
const told = (): Told => processSingleton("told-erasures", () => ({ now: [], erasures: [] }));

/** What a page is told when it comes. `epoch`: how far erasures had come when it was looked up, which may be just behind or before the latest told. */
export function greetWith(epoch: string): ErasuresTold {
  const kept = told();
  const erasures = recentErasures();
  const isBehind = erasures.some(({ before }) => before.includes(epoch));
  if (!kept.now.includes(epoch) && !(isBehind && kept.now.length > 0)) kept.now.push(epoch);
  return { erasureEpochs: [...kept.now], recentErasures: erasures };
}

/** What all pages are told of an erasure is kept for a moment, for those whose connection is just lost: ids only. */
export function noteErasure({ erasureEpoch, ...erasure }: Omit<ToldErasure, "before"> & { erasureEpoch: string }): void {
  const kept = told();
  kept.erasures.push({ ...erasure, before: kept.now, atMs: Date.now() });
  kept.now = [erasureEpoch];
  setTimeout(recentErasures, keptMs + 1000).unref();
}

/** Those of the last two minutes, the oldest first. */
function recentErasures(): ToldErasure[] {
  const kept = told();
  kept.erasures = kept.erasures.filter(({ atMs }) => atMs > Date.now() - keptMs);
  return kept.erasures.map(({ atMs: _, ...erasure }) => erasure);
}
