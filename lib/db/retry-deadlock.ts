/** Chosen by the server to give way: nothing of the transaction happened. */
const serialization = new Set(["40P01", "40001"]);

const maxTries = 5;

/**
 * Runs a transaction again when the server ended it to break a deadlock, as PostgreSQL does with one of two that wait for each other. Our
 * transactions are lists of statements that were fixed beforehand, so that a second time does the same.
 */
export async function retryDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await run();
    } catch (error) {
      if (tried === maxTries || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && (error.code === "P2034" || serialization.has(String(error.code)))) return true;
  const inner = ["meta", "cause", "driverAdapterError"].flatMap((name) =>
    name in error ? [(error as Record<string, unknown>)[name]] : [],
  );
  return ("originalCode" in error && serialization.has(String(error.originalCode))) || inner.some(isDeadlock);
}
