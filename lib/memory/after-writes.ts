import { bus } from "@/lib/live";

type AfterWrites = {
  /** How long after a write of state it begins, so that a busy bot does not have it after each of its turns. */
  delayMs: number;
  /** Told of work that failed; it is tried again after the next write. */
  onError: (error: unknown) => void;
};

/**
 * Does what turns leave behind, outside of them: a portion at a time, until the work answers that there was nothing left. Resolves what it
 * returns when the portion that is under way has ended.
 */
export function afterWrites(portion: (signal: AbortSignal) => Promise<number>, { delayMs, onError }: AfterWrites): () => Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();
  const work = async (): Promise<void> => {
    try {
      while (!stopping.signal.aborted && (await portion(stopping.signal)) > 0);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
    }
  };
  const plan = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      working = working.then(work);
    }, delayMs).unref();
  };
  const leave = bus().subscribe(({ type }) => {
    if (type === "state") plan();
  });
  // What was written before this process began may be left.
  plan();
  return async () => {
    leave();
    stopping.abort();
    if (timer) clearTimeout(timer);
    await working;
  };
}
