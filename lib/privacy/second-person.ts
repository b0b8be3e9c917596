import { env } from "@/lib/env";
import { type Caller, HarnessError } from "@/lib/model";

/** Whether somebody may decide what another proposed; their own only where one person is enough (`TURNSCOPE_APPROVALS`). */
export function mayDecide(caller: Caller, proposerId: string): boolean {
  const needed = env().approvals ?? (caller.kind === "local" ? 1 : 2);
  return caller.id !== proposerId || needed === 1;
}

/** Answers whether it is a self-approval. Throws `second_person_needed`. */
export function requireSecondPerson(caller: Caller, proposerId: string): { isSelfApproved: boolean } {
  if (!mayDecide(caller, proposerId)) {
    throw new HarnessError("second_person_needed", "Another person has to decide this: whoever proposed it may not.");
  }
  return { isSelfApproved: caller.id === proposerId };
}
