import type { HintOptions } from "./find-hints";
import type { Hint, Place } from "./hint";

/** What goes to the worker and what comes back. A failure carries no message: that could quote what somebody said. */
export type WorkerJob = { id: number; places: Place[]; options: HintOptions };
export type WorkerAnswer = { id: number; hints: Hint[] } | { id: number; failure: string };
