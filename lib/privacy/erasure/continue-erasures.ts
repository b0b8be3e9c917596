import { systemCaller } from "@/lib/model";
import { removeStrayExports } from "../export/stray-exports";
import { listUnfinished } from "./erasure-row";
import { replayLedger } from "./ledger/replay-ledger";
import { eraseAll } from "./steps/erase-all";
import { finishErasure } from "./steps/finish-erasure";
import { openSought } from "./steps/sealed";
import { prepareWork } from "./work/prepare-work";

export type Continued = { replayed: number; continued: number };

/**
 * At the start, before anything is served: does again what a restored backup brought back, and goes on with erasures that were cut off. One that
 * fails is told to the case, and keeps nobody from starting.
 */
export async function continueErasures(onError: (error: unknown) => void): Promise<Continued> {
  const replayed = await replayLedger();
  const unfinished = await listUnfinished();
  for (const { number, step } of unfinished) {
    try {
      if (step === "erasing") await eraseRest(number);
      await finishErasure(number);
    } catch (error) {
      onError(error);
    }
  }
  await removeStrayExports();
  return { replayed, continued: unfinished.length };
}

/** Nobody is served yet, so that no gate is needed. */
async function eraseRest(number: string): Promise<void> {
  const { reach, needles } = await openSought(number);
  await eraseAll(number, await prepareWork({ number, at: new Date().toISOString(), reach, needles }), systemCaller);
}
