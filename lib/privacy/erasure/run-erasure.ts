import { sql } from "@/lib/db";
import { sealText } from "@/lib/env";
import { type Caller, type Erasure, HarnessError, type PrivacyCase } from "@/lib/model";
import { beginErasing, endErasing } from "@/lib/standing";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { requireSamePlan } from "./approve-erasure";
import { requireErasure } from "./erasure-row";
import { bothPlaces, nowhere } from "./ledger/noted-places";
import { dryRunOf, dryRunOfCase, keepPlan, type Prepared } from "./plan-erasure";
import { eraseAll } from "./steps/erase-all";
import { finishErasure } from "./steps/finish-erasure";
import { holdGates } from "./steps/hold-gates";
import { getSought, sealPurpose } from "./steps/sealed";
import type { PreparedWork } from "./work/prepare-work";

type Asked = { planHash: string; confirm: string; caller: Caller };

/** `finished` resolves once the erasure is verified and has its receipt, and rejects when it failed. */
export type RunningErasure = { erasure: Erasure; finished: Promise<void> };

/**
 * Runs an approved plan, or goes on with one that failed. Nobody's turn in it runs meanwhile. Throws `invalid_request` unless the number is
 * typed, `erasure_held`, and `plan_changed` when it would do something else by now: then there is a new plan to approve.
 */
export async function runErasure(number: string, { planHash, confirm, caller }: Asked): Promise<RunningErasure> {
  if (confirm !== number) throw new HarnessError("invalid_request", "To run the erasure, type the number of this case.");
  const request = await requireRequest(number);
  const erasure = await requireErasure(number);
  requireSamePlan(erasure, planHash);
  requireApproved(request, erasure);
  const { prepared, release } = await prepareUnderGates(request);
  try {
    if (request.state === "approved") await requireUnchanged(erasure, prepared, caller);
    await begin(request, prepared, caller);
  } catch (error) {
    release();
    throw error;
  }
  const finished = eraseAndFinish(number, prepared, { caller, release });
  // Whoever awaits it sees its error; without this line a caller who does not would end the process.
  finished.catch(() => undefined);
  return { erasure: await requireErasure(number), finished };
}

async function eraseAndFinish(
  number: string,
  prepared: PreparedWork,
  { caller, release }: { caller: Caller; release: () => void },
): Promise<void> {
  try {
    await eraseAll(number, prepared, caller);
  } finally {
    release();
  }
  await finishErasure(number);
}

function requireApproved({ state }: PrivacyCase, { step }: Erasure): void {
  if (state === "failed" || (state === "approved" && step === "approved")) return;
  throw new HarnessError("case_state_conflict", "This plan is not approved, or runs already.", { details: { state } });
}

type Held = { prepared: Prepared; release: () => void };

/** From here on nothing new is begun for them, and what runs has ended: what is counted now is what goes. */
async function prepareUnderGates(request: PrivacyCase): Promise<Held> {
  const { task } = await prepare(request);
  const { reach } = task;
  beginErasing(reach.accounts);
  let open: () => void = () => undefined;
  const release = () => {
    open();
    endErasing(reach.accounts);
  };
  try {
    open = await holdGates(task);
    return { prepared: await prepare(request), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Of somebody who was erased in part already only what was sealed knows. */
async function prepare(request: PrivacyCase): Promise<Prepared> {
  const sought = await getSought(request.number);
  return sought ? dryRunOf(request.number, sought) : dryRunOfCase(request);
}

async function requireUnchanged(erasure: Erasure, prepared: Prepared, caller: Caller): Promise<void> {
  const { plan, planHash } = prepared;
  if (plan.holds.some(({ on }) => on === "person")) {
    throw new HarnessError(
      "erasure_held",
      "A legal hold stands on all that is this person's, so that nothing is left to erase. It is erased once the hold is released.",
      { details: { holds: plan.holds } },
    );
  }
  if (planHash === erasure.planHash) return;
  await keepPlan(prepared, caller, { replaced: true });
  throw new HarnessError(
    "plan_changed",
    "What would be erased has changed since the plan was made. There is a new one: look at it, and have it approved.",
    {
      details: { planHash, plan },
    },
  );
}

/**
 * Whom it is about is kept sealed from here on, so that it can go on after a crash, when nothing else knows any more. What an earlier run of the
 * case reported is in its receipt; a run that goes on with a failed one counts further.
 */
async function begin({ number, state }: PrivacyCase, { task }: Prepared, caller: Caller): Promise<void> {
  const places = bothPlaces(task.places, (await getSought(number))?.places ?? nowhere);
  const sealed = sealText(JSON.stringify({ reach: task.reach, needles: task.needles, places }), sealPurpose);
  const report = state === "failed" ? sql`report` : sql`'{}'`;
  const started = sql`UPDATE erasure SET step = 'erasing', sealed = ${sealed}, started_at = ${task.at}, failure = NULL, report = ${report}
    WHERE number = ${number}`;
  await moveRequest(number, "running", { caller, statements: [started] });
}
