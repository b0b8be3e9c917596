import { HarnessError } from "@/lib/model";

/** Worded as the SDK's MemoryStorage words it, since bots match on it; names every key that was stale. */
export function eTagConflict(keys: readonly string[]): HarnessError {
  const names = keys.map((key) => `"${key}"`).join(", ");
  return new HarnessError(
    "stale_etag",
    `Storage: error writing ${names} due to eTag conflict. Read again and retry; nothing of this call was written.`,
  );
}
