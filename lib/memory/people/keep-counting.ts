import { countDuePeople } from "@/lib/facts";
import { afterWrites } from "../after-writes";

const usualDelayMs = 500;

/** Counts the facts of people again after turns have changed them, outside of the turns. */
export function keepCounting({ delayMs = usualDelayMs, onError }: { delayMs?: number; onError: (error: unknown) => void }) {
  return afterWrites(countDuePeople, { delayMs, onError });
}
