import { setTimeout as waitFor } from "node:timers/promises";
import { toWireActivity } from "@/lib/channels";
import type { Activity } from "@/lib/model";
import type { TurnScope } from "./turn-scope";

/** As the SDKs' own adapters wait when a `delay` names no time. */
const defaultDelayMs = 1000;

/**
 * Sends in order and answers one id per activity, as an adapter does: `delay` waits and `invokeResponse` stays with the
 * host, both answered with an empty id (protocols: activity types).
 */
export async function deliverActivities(scope: TurnScope, activities: readonly object[]): Promise<string[]> {
  const ids: string[] = [];
  let batch: Partial<Activity>[] = [];
  const flush = async () => {
    if (batch.length > 0) ids.push(...(await scope.sender.sendActivities(batch)));
    batch = [];
  };
  for (const activity of activities.map(toWireActivity)) {
    if (activity.type !== "delay" && activity.type !== "invokeResponse") {
      batch.push(activity);
      continue;
    }
    await flush();
    if (activity.type === "delay")
      await waitFor(typeof activity.value === "number" ? activity.value : defaultDelayMs, null, { signal: scope.signal });
    ids.push("");
  }
  await flush();
  return ids;
}
