import { detectorFromEnv, type PersonalDataDetector } from "@/lib/hints";
import { afterWrites } from "../after-writes";
import { hintPaths } from "./hint-paths";

type WatchOptions = {
  detector?: PersonalDataDetector;
  delayMs?: number;
  onError: (error: unknown) => void;
};

const usualDelayMs = 2000;

/** Looks at new paths of the dictionary after turns, outside of them. */
export function watchForHints({ detector = detectorFromEnv(), delayMs = usualDelayMs, onError }: WatchOptions): () => Promise<void> {
  return afterWrites((signal) => hintPaths(detector, signal), { delayMs, onError });
}
