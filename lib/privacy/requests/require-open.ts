import { endStates, HarnessError, type PrivacyCase } from "@/lib/model";

/** Throws `case_state_conflict` for a case that has ended. */
export function requireOpen(found: PrivacyCase): PrivacyCase {
  if (!endStates.includes(found.state)) return found;
  throw new HarnessError("case_state_conflict", "This case is closed. What it says stays as it is.", { details: { state: found.state } });
}
