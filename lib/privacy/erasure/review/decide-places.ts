import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type Caller, type DecidePlacesRequest, HarnessError, type PrivacyCase, type RequestState } from "@/lib/model";
import { requireRequest } from "../../requests/case-row";
import { changeRequest } from "../../requests/change-request";
import { setStep } from "../erasure-row";
import { planErasure } from "../plan-erasure";
import { reissueReceipt } from "../receipt/make-receipt";
import { countPlaces } from "./decisions";

const beforeRun: readonly RequestState[] = ["plan_ready", "approved"];
const afterRun: readonly RequestState[] = ["erased_local", "recipients_pending"];

/**
 * Says of places whether they are the person's or somebody else's. Before the run the plan is made anew with it; afterwards a plan follows that
 * erases them, with approval, verification and receipt as the first. What was erased already is not decided again. Throws `place_not_found`.
 */
export async function decidePlaces(number: string, { placeIds, decision }: DecidePlacesRequest, caller: Caller): Promise<void> {
  const found = await requireRequest(number);
  if (![...beforeRun, ...afterRun].includes(found.state)) {
    throw new HarnessError("case_state_conflict", `Of a case that is "${found.state}" nothing is decided.`, {
      details: { state: found.state },
    });
  }
  const ids = [...new Set(placeIds)];
  await requirePlaces(number, ids);
  const detail = { [decision === "erase" ? "placesOfPerson" : "placesOfOthers"]: ids.length };
  await changeRequest(found, { caller, detail, statements: inChunks(ids).map((some) => decide(some, { decision, caller })) });
  await replan(found, decision, caller);
}

function decide(ids: readonly string[], { decision, caller }: { decision: string; caller: Caller }): Sql {
  return sql`UPDATE erasure_review SET decision = ${decision}, decided_by = ${encodeText(caller.name)}, decided_at = ${new Date().toISOString()}
    WHERE id IN (${join([...ids])})`;
}

async function requirePlaces(number: string, ids: readonly string[]): Promise<void> {
  for (const some of inChunks(ids)) {
    const rows = await (await db()).query(sql`SELECT id FROM erasure_review WHERE number = ${number} AND id IN (${join(some)})
      AND (decision IS NULL OR decision <> 'erased')`);
    if (rows.length === some.length) continue;
    throw new HarnessError(
      "place_not_found",
      "One of these places is not to be decided any more. Nothing was changed; look at them again.",
    );
  }
}

async function replan({ number, state, personId }: PrivacyCase, decision: DecidePlacesRequest["decision"], caller: Caller): Promise<void> {
  const { erase } = await countPlaces(number);
  const isFollowing = personId === null;
  if (isFollowing && erase === 0 && beforeRun.includes(state)) {
    // Nothing is left to follow: the erasure stands as it was done.
    await changeRequest(await requireRequest(number), { caller, to: "erased_local", statements: [setStep(number, "done")] });
  }
  if (beforeRun.includes(state) ? !isFollowing || erase > 0 : decision === "erase") await planErasure(number, caller);
  else await reissueReceipt(number);
}
