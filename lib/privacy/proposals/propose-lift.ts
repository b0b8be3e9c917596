import type { Caller, LiftRequest, Proposal } from "@/lib/model";
import { personOf, requireHold } from "../standing/holds";
import { requireRestricted } from "../standing/restrict-person";
import { propose } from "./propose";

/** Throws `not_restricted`, and `invalid_request` where the person has not been told yet. */
export async function proposeLift(personId: string, { kind, noticeOn, reason }: LiftRequest, caller: Caller): Promise<Proposal> {
  await requireRestricted(personId, { kind, noticeOn });
  return propose({ kind: "lift-restriction", personId, restriction: kind, noticeOn }, { reason, caller });
}

/** Throws `hold_not_found`. */
export async function proposeRelease(holdId: string, { reason, caller }: { reason: string; caller: Caller }): Promise<Proposal> {
  const [hold] = await requireHold(holdId);
  const personId = hold ? await personOf(hold) : null;
  return propose({ kind: "release-hold", personId, holdId }, { reason, caller });
}
