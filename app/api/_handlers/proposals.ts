import { isContactId, type Proposal, type ReaderSight } from "@/lib/model";
import { decideProposal, listProposals, proposeReset } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/proposals";

export const proposalHandlers = [
  handle(operations.listProposals, async ({ query }, { caller, sight }) => {
    const proposals = await listProposals({ isOpen: query.open === "1" }, caller);
    return { body: { proposals: proposals.map((proposal) => withoutContact(proposal, sight)) } };
  }),
  handle(operations.proposeReset, async ({ body }, { caller, sight }) => ({
    body: withoutContact(await proposeReset(body, caller), sight),
  })),
  handle(operations.decideProposal, async ({ params, body }, { caller, sight }) => ({
    body: withoutContact(await decideProposal(params.proposalId, body, caller), sight),
  })),
];

/** Whom a reset is about is said by the person's page. Of an id by which they can be reached a list of work to decide needs nothing. */
function withoutContact(proposal: Proposal, { isUnlimited, aliasOf }: ReaderSight): Proposal {
  const { work } = proposal;
  if (isUnlimited || work.kind !== "reset-scopes" || !isContactId(work.userId)) return proposal;
  return { ...proposal, work: { ...work, userId: aliasOf(work.userId) } };
}
