import { env } from "@/lib/env";
import { type Deadline, dayOf, deadlineOf, type PrivacyCase } from "@/lib/model";

type Timed = Pick<PrivacyCase, "receivedOn" | "extension" | "pauses" | "closedAt">;

/** By when a case must be answered, as things stand today. */
export function deadlineOfCase({ receivedOn, extension, pauses, closedAt }: Timed, now = new Date()): Deadline {
  const closedOn = closedAt === null ? null : dayOf(new Date(closedAt));
  return deadlineOf({ receivedOn, extension, pauses, closedOn }, { today: dayOf(now), holidays: new Set(env().holidays) });
}
