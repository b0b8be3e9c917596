import { encodeText, sql } from "@/lib/db";
import {
  type Caller,
  type CasePause,
  dayOf,
  HarnessError,
  isPaused,
  type PauseCaseRequest,
  type PrivacyCase,
  pauseGroundsOf,
} from "@/lib/model";
import { changeRequest } from "./change-request";
import { requireCurrent } from "./move-request";
import { requireOpen } from "./require-open";

/** Stops the clock, or lets it go on. Throws `case_not_pausable` where the law that counts knows no such pause, or it stands (or runs) already. */
export async function pauseRequest(number: string, { why, version }: PauseCaseRequest, caller: Caller): Promise<PrivacyCase> {
  const found = requireOpen(await requireCurrent(number, version));
  const pauses = encodeText(JSON.stringify(why === null ? resumed(found) : paused(found, why)));
  const statements = [sql`UPDATE privacy_request SET pauses = ${pauses} WHERE number = ${number}`];
  return changeRequest(found, { caller, detail: { paused: why ?? "ended" }, statements });
}

function paused({ pauses, jurisdiction }: PrivacyCase, why: CasePause["why"]): CasePause[] {
  if (isPaused(pauses)) throw new HarnessError("case_not_pausable", "The clock stands still already.");
  if (!pauseGroundsOf[jurisdiction].includes(why)) {
    throw new HarnessError(
      "case_not_pausable",
      "A question about what the person wants stops the clock in the United Kingdom only (Art. 12A).",
    );
  }
  return [...pauses, { from: dayOf(new Date()), to: null, why }];
}

function resumed({ pauses }: PrivacyCase): CasePause[] {
  if (!isPaused(pauses)) throw new HarnessError("case_not_pausable", "The clock is running.");
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: dayOf(new Date()) } : pause));
}
