import { type AuditInput, commitAudited } from "@/lib/audit";
import { writeState } from "@/lib/conversations";
import type { Sql } from "@/lib/db";
import { type Caller, type DecideRequest, HarnessError, isHarnessError, type Proposal, type ProposedWork } from "@/lib/model";
import { gates } from "@/lib/state";
import { personSubjects } from "../person-accounts";
import { approvePolicy } from "../retention/policies";
import { requireSecondPerson } from "../second-person";
import { releaseHold } from "../standing/holds";
import { liftRestriction } from "../standing/restrict-person";
import { type KeptProposal, requireProposal, toProposal, updateProposal } from "./proposal-rows";

/**
 * Approves, which does at once what was proposed, or rejects. Throws `second_person_needed` for one's own where two are wanted, and
 * `proposal_decided`. What cannot be done any more ends as failed, and says why.
 */
export async function decideProposal(id: string, { decision, note }: DecideRequest, caller: Caller): Promise<Proposal> {
  const release = await gates().acquire(`proposal ${id}`, "exclusive");
  try {
    const found = await requireProposal(id);
    if (found.state !== "open") throw new HarnessError("proposal_decided", "Somebody has decided this already.");
    const { isSelfApproved } = decision === "reject" ? { isSelfApproved: false } : requireSecondPerson(caller, found.proposerId);
    const decided = { caller, note: note === "" ? null : note, isSelfApproved };
    if (decision === "approve") await carryOut(found, decided);
    else await record(found, { ...decided, state: "rejected" });
    return toProposal(await requireProposal(id), caller);
  } finally {
    release();
  }
}

type Decided = { caller: Caller; note: string | null; isSelfApproved: boolean };

async function carryOut(found: KeptProposal, decided: Decided): Promise<void> {
  const along = [updateProposal(found.id, { ...decided, state: "approved" })];
  const entry = await entryOf(found, decided);
  try {
    await perform[found.work.kind](found.work as never, { caller: decided.caller, along, decision: entry });
  } catch (error) {
    if (!isHarnessError(error)) throw error;
    await record(found, { ...decided, state: "failed", note: error.userMessage });
    throw error;
  }
}

type Performing = { caller: Caller; along: Sql[]; decision: AuditInput };
type Performers = { [K in ProposedWork["kind"]]: (work: Extract<ProposedWork, { kind: K }>, how: Performing) => Promise<unknown> };

/** How each kind is done; `along` and the entry of the decision are committed with it. */
const perform: Performers = {
  "lift-restriction": ({ personId, restriction, noticeOn }, how) => liftRestriction(personId, { kind: restriction, noticeOn }, how),
  "release-hold": ({ holdId }, how) => releaseHold(holdId, how),
  "reset-scopes": ({ conversationId, userId, scopes }, { caller, along, decision }) =>
    writeState({
      conversationId,
      userId,
      writes: scopes.map((scope) => ({ scope, data: null, ifMatch: "*" })),
      kind: "reset",
      by: caller.name,
      along,
      commit: (statements) => commitAudited([decision], statements),
    }),
  "change-retention": ({ version }, how) => approvePolicy(version, how),
};

async function record(found: KeptProposal, decision: Decided & { state: "rejected" | "failed" }): Promise<void> {
  const entry = await entryOf(found, decision);
  const outcome = decision.state === "failed" ? ("failed" as const) : ("refused" as const);
  await commitAudited([{ ...entry, outcome }], [updateProposal(found.id, decision)]);
}

async function entryOf({ work }: KeptProposal, { caller, isSelfApproved }: Decided) {
  const subjects = work.personId === null ? [] : await personSubjects(work.personId);
  return { caller, action: "proposal.decided" as const, subjects, place: work.kind, counts: { selfApproved: isSelfApproved ? 1 : 0 } };
}
