import { sql } from "@/lib/db";
import { systemCaller } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";
import { verifyErased } from "../verify/verify-erased";
import { failErasure } from "./fail-erasure";
import type { Sought } from "./sealed";

/** What follows on the erasure itself. Each step can be done again after a crash, and none is skipped. */
export async function finishErasure(number: string, sought: Sought): Promise<void> {
  try {
    await verifyErased(number, sought);
  } catch (error) {
    await failErasure(number, error, { keepsSealed: true });
    throw error;
  }
  const done = sql`UPDATE erasure SET step = 'done', sealed = NULL, finished_at = ${new Date().toISOString()} WHERE number = ${number}`;
  await moveRequest(number, "erased_local", { caller: systemCaller, statements: [done] });
}
