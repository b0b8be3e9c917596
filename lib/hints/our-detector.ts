import { processSingleton } from "@/lib/env";
import { type HintOptions, surestHints } from "./find-hints";
import type { Hint, PersonalDataDetector } from "./hint";
import { openWorker } from "./open-worker";
import { WorkerThread } from "./worker-thread";

/** Places that go to the worker at once: few enough that several people's looks take turns, and that one can be broken off. */
const batchSize = 100;

/** Detectors of our own, in a worker thread, so that turns never wait for them. */
export function ourDetector(
  options: HintOptions,
  thread = processSingleton("hints-worker", () => new WorkerThread(openWorker)),
): PersonalDataDetector {
  return {
    async detect(places, signal) {
      const hints: Hint[] = [];
      for (let start = 0; start < places.length; start += batchSize) {
        signal?.throwIfAborted();
        hints.push(...(await thread.run(places.slice(start, start + batchSize), options)));
      }
      signal?.throwIfAborted();
      return surestHints(hints);
    },
  };
}
