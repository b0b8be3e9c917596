import { indexBacklog } from "@/lib/state";
import { closeInterruptedTurns } from "@/lib/turns";
import { botRegistry } from "./bots";

/** Before the first request: closes the turns that the last process left running, indexes what an older version left, and loads the bots. */
export async function startUp(): Promise<{ interruptedTurns: number }> {
  const interruptedTurns = await closeInterruptedTurns();
  await indexBacklog();
  await botRegistry();
  return { interruptedTurns };
}
