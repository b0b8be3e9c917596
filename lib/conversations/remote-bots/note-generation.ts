import { generationOfAgent, rememberGeneration, seenGeneration } from "@/lib/bots";
import { db } from "@/lib/db";
import type { KnownGeneration } from "@/lib/model";
import { updateSeenGeneration } from "./remote-bot-row";

/** Told of every request of a bot, so that what it is made with is found out. Costs its caller nothing: what is new is written in the background. */
export function noteUserAgent(botId: string, userAgent: string | null): void {
  const generation = generationOfAgent(userAgent);
  if (generation === null || generation === seenGeneration(botId)) return;
  keepGeneration(botId, generation).catch((error: unknown) => {
    // It is known in this process all the same, and found out again in the next.
    console.warn(`the generation of a bot was not written (${error instanceof Error ? error.name : "no Error"})`);
  });
}

export async function keepGeneration(botId: string, generation: KnownGeneration): Promise<void> {
  rememberGeneration(botId, generation);
  await (await db()).execute(updateSeenGeneration(botId, generation));
}
