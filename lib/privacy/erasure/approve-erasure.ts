import { encodeText, sql } from "@/lib/db";
import { env } from "@/lib/env";
import { type Caller, type Erasure, HarnessError } from "@/lib/model";
import { moveRequest } from "../requests/move-request";
import { requireErasure } from "./erasure-row";

/** Says that a plan may run: another person than who made it, unless the team is one person. Throws `plan_changed` and `erasure_self_approved`. */
export async function approveErasure(number: string, { planHash, caller }: { planHash: string; caller: Caller }): Promise<Erasure> {
  const erasure = await requireErasure(number);
  requireSamePlan(erasure, planHash);
  const isSelfApproved = erasure.plannedBy === caller.name;
  if (isSelfApproved && !maySelfApprove(caller)) {
    throw new HarnessError("erasure_self_approved", "Somebody else than who made the plan approves it.");
  }
  const approved = sql`UPDATE erasure SET step = 'approved', approved_by = ${encodeText(caller.name)}, approved_at = ${new Date().toISOString()}
    WHERE number = ${number} AND plan_hash = ${planHash}`;
  await moveRequest(number, "approved", { caller, detail: { isSelfApproved }, statements: [approved] });
  return requireErasure(number);
}

/** Where nobody signs in there is one person; elsewhere TURNSCOPE_APPROVALS says how many it takes. */
function maySelfApprove({ kind }: Caller): boolean {
  const { approvals } = env();
  return approvals === null ? kind === "local" : approvals === 1;
}

export function requireSamePlan(erasure: Erasure, planHash: string): void {
  if (erasure.planHash === planHash) return;
  throw new HarnessError("plan_changed", "There is a newer plan. Look at it, and approve that one.", {
    details: { planHash: erasure.planHash, plan: erasure.plan },
  });
}
