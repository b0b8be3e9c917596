import { detectorFromEnv, type PersonalDataDetector } from "@/lib/hints";
import { bus } from "@/lib/live";
import { hintPaths } from "./hint-paths";

type WatchOptions = {
  detector?: PersonalDataDetector;
  /** How long after a write of state it is looked, so that a busy bot is not looked at after each of its turns. */
  delayMs?: number;
  /** Told of a look that failed; the paths are looked at again after the next write. */
  onError: (error: unknown) => void;
};

const usualDelayMs = 2000;

/** Looks at new paths of the dictionary after turns, outside of them. Resolves what it returns when the look that runs has ended. */
export function watchForHints({ detector = detectorFromEnv(), delayMs = usualDelayMs, onError }: WatchOptions): () => Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      while (!stopping.signal.aborted && (await hintPaths(detector, stopping.signal)) > 0);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
    }
  };
  const plan = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      looking = looking.then(look);
    }, delayMs).unref();
  };
  const leave = bus().subscribe(({ type }) => {
    if (type === "state") plan();
  });
  // What was written before this process began may not have been looked at.
  plan();
  return async () => {
    leave();
    stopping.abort();
    if (timer) clearTimeout(timer);
    await looking;
  };
}
