import { env } from "@/lib/env";
import { approvalBy, type Caller, HarnessError } from "@/lib/model";

/** Whether somebody may decide what another proposed; their own only where one person is enough (`TURNSCOPE_APPROVALS`). */
export function mayDecide(caller: Caller, proposerId: string): boolean {
  return approvalOf(caller, proposerId) !== "refused";
}

/** Answers whether it is a self-approval. Throws `second_person_needed`. */
export function requireSecondPerson(caller: Caller, proposerId: string): { isSelfApproved: boolean } {
  const approval = approvalOf(caller, proposerId);
  if (approval === "refused") {
    throw new HarnessError("second_person_needed", "Another person has to decide this: an approver who did not propose it.");
  }
  return { isSelfApproved: approval === "self" };
}

function approvalOf(caller: Caller, proposedBy: string) {
  const needed = env().approvals ?? (caller.kind === "local" ? 1 : 2);
  return approvalBy(caller, { proposedBy, isAloneAllowed: needed === 1 });
}
