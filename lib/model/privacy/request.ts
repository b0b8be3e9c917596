import * as z from "zod";

/** GDPR Art. 15, 16, 17, 18, 21 and 20. */
export const requestTypes = ["access", "rectification", "erasure", "restriction", "objection", "portability"] as const;
export const requestType = z.enum(requestTypes);
export type RequestType = z.infer<typeof requestType>;

const requestStates = [
  "received",
  "identity_unverified",
  "verified",
  "triage",
  "plan_ready",
  "approved",
  "running",
  "verifying",
  "failed",
  "erased_local",
  "recipients_pending",
  "complete",
  "partial",
  "refused",
  "cancelled",
] as const;
export const requestState = z.enum(requestStates);
export type RequestState = z.infer<typeof requestState>;

/** Nothing follows on these, but that what was kept under a hold is planned once it is released. */
export const endStates: readonly RequestState[] = ["complete", "partial", "refused", "cancelled"];

const open = ["refused", "cancelled"] as const;

/**
 * Which states may follow on which. Before it runs a case goes back as well as forward: a plan that no longer matches is made anew. What runs
 * ends as erased or failed, and a failed one runs again; it is neither refused nor cancelled. What is decided afterwards to be the person's is
 * planned again.
 */
const following: Readonly<Record<RequestState, readonly RequestState[]>> = {
  received: ["identity_unverified", "verified", ...open],
  identity_unverified: ["verified", ...open],
  verified: ["triage", "identity_unverified", "plan_ready", "recipients_pending", "complete", "partial", ...open],
  triage: ["plan_ready", "identity_unverified", "recipients_pending", "complete", "partial", ...open],
  plan_ready: ["approved", "triage", "plan_ready", ...open],
  approved: ["running", "plan_ready", "triage", ...open],
  running: ["verifying", "failed"],
  verifying: ["erased_local", "failed"],
  failed: ["running"],
  erased_local: ["plan_ready", "recipients_pending", "complete", "partial"],
  recipients_pending: ["plan_ready", "complete", "partial"],
  complete: [],
  partial: ["plan_ready"],
  refused: [],
  cancelled: [],
};

export function mayFollow(from: RequestState, to: RequestState, type?: RequestType): boolean {
  return following[from].includes(to) && (type === undefined || suits(type, from, to));
}

/** Only what is to be erased is planned, approved and run (an objection may end in that); an erasure ends no other way than by running. */
function suits(type: RequestType, from: RequestState, to: RequestState): boolean {
  if (to === "plan_ready") return type === "erasure" || type === "objection";
  const endsUnrun = (from === "verified" || from === "triage") && (to === "complete" || to === "partial" || to === "recipients_pending");
  return !(endsUnrun && type === "erasure");
}

/** How a case is named everywhere: in addresses, logs and receipts, and in what is typed to confirm it. */
export const requestNumber = z.string().regex(/^DS-\d{4}-\d{4,}$/, "Cases are numbered like DS-2026-0001");
