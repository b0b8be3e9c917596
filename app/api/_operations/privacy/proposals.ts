import * as z from "zod";
import { decideRequest, proposal, proposalList, proposeResetRequest } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly, standingErrors } from "../common";

const common = { tag: "Privacy", masking: "by-reader" } as const;
const jsonBody = { mediaTypes: jsonOnly, limitBytes: scopeBodyBytes };

export const listProposals = defineOperation({
  ...common,
  id: "listProposals",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/proposals",
  summary: "What somebody wants done and another decides",
  query: z.object({ open: z.enum(["0", "1"]).optional().describe("1: only what is not decided yet") }),
  answer: { status: 200, description: "The proposals.", schema: proposalList },
  errors: ["invalid_request"],
});

export const proposeReset = defineOperation({
  ...common,
  id: "proposeReset",
  right: "reset.propose",
  method: "POST",
  path: "/api/privacy/proposals",
  summary: "Propose to reset what a production bot remembers",
  body: {
    ...jsonBody,
    schema: proposeResetRequest,
    example: { conversationId: "c-1", userId: "u-1", scopes: ["user"], reason: "The bot is stuck with a wrong answer" },
  },
  answer: { status: 201, description: "The proposal.", schema: proposal },
  errors: ["conversation_not_found", ...bodyErrors],
});

export const decideProposal = defineOperation({
  ...common,
  id: "decideProposal",
  right: "privacy.approve",
  method: "POST",
  path: "/api/privacy/proposals/{proposalId}",
  summary: "Approve a proposal, which does it at once, or reject it",
  description:
    "Another person than whoever proposed it, unless TURNSCOPE_APPROVALS says that one is enough: then that is on record as self-approved. What cannot be done any more ends as `failed`.",
  params: z.object({ proposalId: z.string() }),
  body: { ...jsonBody, schema: decideRequest, example: { decision: "approve" } },
  answer: { status: 200, description: "The proposal as it is now.", schema: proposal },
  errors: [
    "proposal_not_found",
    "proposal_decided",
    "second_person_needed",
    "person_not_found",
    "not_restricted",
    "hold_not_found",
    "conversation_not_found",
    "conversation_read_only",
    ...standingErrors,
    ...bodyErrors,
  ],
});
