import { encodeText, sql } from "@/lib/db";
import { type Caller, type Erasure, HarnessError } from "@/lib/model";
import { moveRequest } from "../requests/move-request";
import { requireSecondPerson } from "../second-person";
import { requireErasure, requirePlannerId } from "./erasure-row";

/** Says that a plan may run: another person than who made it, unless the team is one person. Throws `plan_changed` and `second_person_needed`. */
export async function approveErasure(number: string, { planHash, caller }: { planHash: string; caller: Caller }): Promise<Erasure> {
  const erasure = await requireErasure(number);
  requireSamePlan(erasure, planHash);
  const { isSelfApproved } = requireSecondPerson(caller, await requirePlannerId(number));
  const approved = sql`UPDATE erasure SET step = 'approved', approved_by = ${encodeText(caller.name)}, approver_id = ${caller.id},
    approved_at = ${new Date().toISOString()} WHERE number = ${number} AND plan_hash = ${planHash}`;
  await moveRequest(number, "approved", { caller, detail: { isSelfApproved }, statements: [approved] });
  return requireErasure(number);
}

export function requireSamePlan(erasure: Erasure, planHash: string): void {
  if (erasure.planHash === planHash) return;
  throw new HarnessError("plan_changed", "There is a newer plan. Look at it, and approve that one.", {
    details: { planHash: erasure.planHash, plan: erasure.plan },
  });
}
