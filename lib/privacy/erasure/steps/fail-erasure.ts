import { sql } from "@/lib/db";
import { isHarnessError, systemCaller } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";

/** Says that an erasure failed, in words without personal data; it can be run again. What it looks for stays sealed where something was done already. */
export async function failErasure(number: string, error: unknown, { keepsSealed }: { keepsSealed: boolean }): Promise<void> {
  const failure = isHarnessError(error) ? error.userMessage : "The database did not take it. Nothing of this step was done.";
  const failed = keepsSealed
    ? sql`UPDATE erasure SET step = 'failed', failure = ${failure} WHERE number = ${number}`
    : sql`UPDATE erasure SET step = 'failed', failure = ${failure}, sealed = NULL WHERE number = ${number}`;
  await moveRequest(number, "failed", { caller: systemCaller, statements: [failed] });
}
