import { bus } from "@/lib/live";
import { standingChanged } from "@/lib/standing";

/** Bots ask at once, and open pages read again who is restricted; whose values they see stays, so nothing that somebody is writing there is lost. */
export async function announceStanding(): Promise<void> {
  await standingChanged();
  bus().publish({ type: "masking", callerId: null });
}
