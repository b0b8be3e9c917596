import { commitAudited } from "@/lib/audit";
import { isHarnessError, systemCaller } from "@/lib/model";
import { isMissed, nextSweepAt } from "./read-retention";
import { lastSweep, sweepRetention } from "./sweep";

const tickMs = 10 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** Sweeps each night at three (UTC), and by day when the last night was missed. Answers how to stop. */
export function keepSweeping({ onError }: { onError: (error: unknown) => void }): () => Promise<void> {
  isMissed(null, new Date());
  const timer = setInterval(() => void sweepIfDue(new Date()).catch(onError), tickMs);
  timer.unref();
  return async () => clearInterval(timer);
}

/** Whether there was something to do. Where nobody ever swept the first time is a night, not the moment of a start. */
export async function sweepIfDue(now: Date): Promise<boolean> {
  const last = await lastSweep();
  const due = new Date(nextSweepAt(now).getTime() - dayMs);
  const isDue = last === null ? now.getTime() - due.getTime() < 2 * tickMs : Date.parse(last.startedAt) < due.getTime();
  if (!isDue) return false;
  if (isMissed(last?.startedAt ?? null, now)) await commitAudited([{ caller: systemCaller, action: "retention.missed" }]);
  try {
    await sweepRetention(systemCaller, now);
    return true;
  } catch (error) {
    if (isHarnessError(error) && error.code === "sweep_running") return false;
    throw error;
  }
}
