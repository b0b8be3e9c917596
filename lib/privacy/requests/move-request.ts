import type { Sql } from "@/lib/db";
import { type AuditAction, type Caller, HarnessError, mayFollow, type PrivacyCase, type RequestState } from "@/lib/model";
import { isKeptInPart, requireNothingKept, requireNotRun, requirePlacesDecided } from "../erasure/review/may-end";
import { requireRequest } from "./case-row";
import { type CaseChange, changeRequest, requireVersion } from "./change-request";
import { requireRecipientsTold } from "./recipients";

export type MoveOptions = {
  caller: Caller;
  /** The version that was looked at; left out, the newest counts. */
  version?: number;
  detail?: CaseChange["detail"];
  /** What is written in the same transaction. */
  statements?: Sql[];
};

/**
 * Brings a case into another state, with its event and its audit entry in one transaction. Throws `case_not_found`, `case_state_conflict`
 * when that state does not follow, `case_recipients_open` and `case_places_open` when it would end before everybody was told and everything
 * decided, and `case_changed` when somebody changed the case meanwhile. A case is refused by `refuseRequest` alone, which asks for reasons.
 */
export async function moveRequest(number: string, to: RequestState, options: MoveOptions): Promise<PrivacyCase> {
  if (to === "refused") throw new HarnessError("invalid_request", "A refusal needs a ground, reasons and where to complain.");
  return follow(number, to, options);
}

/** The same for a state whatever it needs besides: whoever calls this has seen to that. */
export async function follow(number: string, to: RequestState, { version, ...change }: MoveOptions): Promise<PrivacyCase> {
  const found = await requireCurrent(number, version);
  requireFollows(found, to);
  if (to === "complete" || to === "partial") await requireRecipientsTold(number);
  if (to === "complete" || to === "partial") await requirePlacesDecided(number);
  if (to === "complete") await requireNothingKept(number, found.state);
  if (found.state === "partial" && !(await isKeptInPart(number))) throw conflict(found.state, to);
  if (to === "cancelled" || to === "refused" || to === "triage") await requireNotRun(number, found.state);
  return changeRequest(found, { ...change, to, action: actionOf[to] ?? "case.changed" });
}

/** The case as it was looked at. Throws `case_not_found` and `case_changed`. */
export function requireCurrent(number: string, version: number | undefined): Promise<PrivacyCase> {
  return version === undefined ? requireRequest(number) : requireVersion({ number, version });
}

function requireFollows({ state, type }: PrivacyCase, to: RequestState): void {
  if (mayFollow(state, to, type)) return;
  throw conflict(state, to);
}

function conflict(state: RequestState, to: RequestState): HarnessError {
  return new HarnessError("case_state_conflict", `A case that is "${state}" cannot become "${to}".`, { details: { state } });
}

const actionOf: Partial<Record<RequestState, AuditAction>> = {
  verified: "case.identified",
  plan_ready: "case.planned",
  approved: "case.approved",
  running: "case.run",
  erased_local: "case.erased",
  failed: "case.failed",
  complete: "case.closed",
  partial: "case.closed",
  refused: "case.closed",
  cancelled: "case.closed",
};
