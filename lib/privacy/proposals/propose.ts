import { randomUUID } from "node:crypto";
import { commitAudited } from "@/lib/audit";
import { sql } from "@/lib/db";
import type { Caller, Proposal, ProposedWork } from "@/lib/model";
import { personSubjects } from "../person-accounts";
import { insertProposal, requireProposal, selectProposals, toProposal } from "./proposal-rows";

/** Says what somebody wants done, for another to decide. Whoever calls has seen to it that it can be done. */
export async function propose(work: ProposedWork, { reason, caller }: { reason: string; caller: Caller }): Promise<Proposal> {
  const id = randomUUID();
  const subjects = work.personId === null ? [] : await personSubjects(work.personId);
  await commitAudited([{ caller, action: "proposal.made", subjects, place: work.kind }], [insertProposal(id, work, { reason, caller })]);
  return toProposal(await requireProposal(id), caller);
}

const maxListed = 200;

export async function listProposals({ isOpen }: { isOpen: boolean }, caller: Caller): Promise<Proposal[]> {
  const which = isOpen ? sql`state = 'open'` : sql`1 = 1`;
  const found = await selectProposals(
    sql`${which} ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, proposed_at DESC, id LIMIT ${maxListed}`,
  );
  return found.map((one) => toProposal(one, caller));
}
