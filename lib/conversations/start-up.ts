import { closeInterruptedTurns } from "@/lib/turns";
import { botRegistry } from "./bots";

/** Before the first request: closes the turns that the last process left running and loads the bots. */
export async function startUp(): Promise<{ interruptedTurns: number }> {
  const interruptedTurns = await closeInterruptedTurns();
  await botRegistry();
  return { interruptedTurns };
}
