import { bus } from "@/lib/live";
import { standingChanged } from "@/lib/standing";

/** Bots ask at once, open pages read anew. */
export async function announceStanding(): Promise<void> {
  await standingChanged();
  bus().publish({ type: "masking" });
}
