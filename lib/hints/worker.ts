import { parentPort } from "node:worker_threads";
import { findHints } from "./find-hints";
import type { WorkerAnswer, WorkerJob } from "./worker-jobs";

// The thread in which our own detectors look. lib/setup/bundle.mjs makes a file of its own of this one.
parentPort?.on("message", (job: WorkerJob) => parentPort?.postMessage(answer(job)));

function answer({ id, places, options }: WorkerJob): WorkerAnswer {
  try {
    return { id, hints: findHints(places, options) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.name : "Error" };
  }
}
