import { deleteExpiredExports } from "./export/fetch-export";
import { endExpiredCodes } from "./requests/identity-codes";

const everyMs = 60_000;

type WatchOptions = { intervalMs?: number; onError: (error: unknown) => void };

/** Deletes exports and takes codes out of chats when their time is over. Resolves what it returns when the look that runs has ended. */
export function watchExpiry({ intervalMs = everyMs, onError }: WatchOptions): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await deleteExpiredExports();
      await endExpiredCodes();
    } catch (error) {
      onError(error);
    }
  };
  const plan = (): void => {
    looking = looking.then(look);
  };
  plan();
  const timer = setInterval(plan, intervalMs).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
