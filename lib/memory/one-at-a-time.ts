import { processSingleton } from "@/lib/env";

type Line = { last: Promise<unknown> };

/** Runs work that reads before it writes after all such work asked for before it: this process is the only one that serves its database. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const line = processSingleton<Line>("memory-writes", () => ({ last: Promise.resolve() }));
  const result = line.last.then(work);
  // Whoever asked hears of a failure; the next in line starts all the same.
  line.last = result.catch(() => undefined);
  return result;
}
