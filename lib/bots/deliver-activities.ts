import { setTimeout as waitFor } from "node:timers/promises";
import * as z from "zod";
import type { Activity } from "@/lib/model";
import type { TurnScope } from "./turn-scope";

/** As the SDKs' own adapters wait when a `delay` names no time. */
const defaultDelayMs = 1000;

/** What a channel would refuse is refused here too, as an error of the bot's turn. Members not named are kept. */
const outgoingActivity = z.looseObject({
  type: z.string().min(1).default("message"),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string().min(1) })).optional(),
  conversation: z.looseObject({ id: z.string() }).optional(),
  from: z.looseObject({ id: z.string() }).optional(),
  recipient: z.looseObject({ id: z.string() }).optional(),
});

/** The activity as it would cross the wire: plain JSON, and a member that is null counts as absent. */
export function toWireActivity(activity: object): Partial<Activity> {
  const plain: unknown = JSON.parse(JSON.stringify(activity));
  const checked = outgoingActivity.safeParse(typeof plain === "object" && plain !== null ? withoutNulls(plain) : plain);
  if (!checked.success) throw new TypeError(`The bot sent an activity that no channel would take: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

function withoutNulls(activity: object): object {
  return Object.fromEntries(Object.entries(activity).filter(([key, value]) => value !== null || key === "value"));
}

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
