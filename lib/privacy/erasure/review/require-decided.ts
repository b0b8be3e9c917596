import { db, sql } from "@/lib/db";
import { HarnessError, type RequestState } from "@/lib/model";
import { countPlaces } from "./decisions";

/** Throws `case_places_open` while somebody has still to decide whose something is: a case is not over before. */
export async function requirePlacesDecided(number: string): Promise<void> {
  const { waiting, erase } = await countPlaces(number);
  if (waiting + erase === 0) return;
  const sentence =
    waiting === 0
      ? "What was decided to be the person's is not erased yet. Approve and run its plan, then close the case."
      : `${waiting === 1 ? "One place waits" : `${waiting} places wait`} for a decision whose it is. Decide, then close the case.`;
  throw new HarnessError("case_places_open", sentence, { details: { waiting, decided: erase } });
}

/** Throws `case_state_conflict` where a case whose erasure has run once would end, or go back, as if it had not. */
export async function requireNotRun(number: string, state: RequestState): Promise<void> {
  const rows = await (await db()).query(sql`SELECT number FROM erasure WHERE number = ${number} AND receipt IS NOT NULL`);
  if (rows.length === 0) return;
  throw new HarnessError("case_state_conflict", "The erasure of this case has run once: approve and run what follows on it.", {
    details: { state },
  });
}
