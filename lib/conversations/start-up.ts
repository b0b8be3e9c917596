import { standingOf } from "@/lib/standing";
import { indexBacklog } from "@/lib/state";
import { closeInterruptedTurns } from "@/lib/turns";
import { botRegistry } from "./bots";

/** Before the first request: closes the turns that the last process left running, indexes what an older version left, and loads the bots. */
export async function startUp(): Promise<{ interruptedTurns: number }> {
  const interruptedTurns = await closeInterruptedTurns();
  await indexBacklog();
  // Before the first turn, which would otherwise have to wait for it.
  await standingOf({ channelId: "", userId: "" });
  await botRegistry();
  return { interruptedTurns };
}
