import * as z from "zod";
import { db, decodeText, sql } from "@/lib/db";
import { HarnessError, isPartKept, type RequestState } from "@/lib/model";
import { countPlaces } from "./decisions";

const none = { conversations: 0, items: 0 };
const keptInPlan = z.object({ kept: z.object({ conversations: z.number(), items: z.number() }).default(none) });

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

/** Throws `case_state_conflict` where something is kept under a hold: the case is done in part. */
export async function requireNothingKept(number: string, state: RequestState): Promise<void> {
  if (!(await isKeptInPart(number))) return;
  throw new HarnessError("case_state_conflict", "A part is kept under a legal hold: close the case as done in part.", {
    details: { state },
  });
}

/** Whether the erasure of a case, which may have none, has kept something under a hold. */
export async function isKeptInPart(number: string): Promise<boolean> {
  const rows = await (await db()).query<{ plan: string }>(
    sql`SELECT plan FROM erasure WHERE number = ${number} AND receipt IS NOT NULL AND step = 'done'`,
  );
  return rows.some(({ plan }) => isPartKept(keptInPlan.parse(JSON.parse(decodeText(plan)))));
}

/** Throws `case_state_conflict` where a case whose erasure has run once would end, or go back, as if it had not. */
export async function requireNotRun(number: string, state: RequestState): Promise<void> {
  const rows = await (await db()).query(sql`SELECT number FROM erasure WHERE number = ${number} AND receipt IS NOT NULL`);
  if (rows.length === 0) return;
  throw new HarnessError("case_state_conflict", "The erasure of this case has run once: approve and run what follows on it.", {
    details: { state },
  });
}
