import { decideProposal, listProposals, proposeReset } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/proposals";

export const proposalHandlers = [
  handle(operations.listProposals, async ({ query }, { caller }) => ({
    body: { proposals: await listProposals({ isOpen: query.open === "1" }, caller) },
  })),
  handle(operations.proposeReset, async ({ body }, { caller }) => ({ body: await proposeReset(body, caller) })),
  handle(operations.decideProposal, async ({ params, body }, { caller }) => ({
    body: await decideProposal(params.proposalId, body, caller),
  })),
];
