import * as z from "zod";
import { scopeSchema } from "../scope";
import { restrictionKinds } from "./standing";

/** What will be done when it is approved. */
export const proposedWork = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("lift-restriction"),
    personId: z.string(),
    restriction: z.enum(restrictionKinds),
    noticeOn: z.iso.date(),
  }),
  z.object({ kind: z.literal("release-hold"), personId: z.string().nullable(), holdId: z.string() }),
  z.object({
    kind: z.literal("reset-scopes"),
    personId: z.string().nullable(),
    conversationId: z.string(),
    userId: z.string(),
    scopes: z.array(scopeSchema).min(1),
  }),
  z.object({ kind: z.literal("change-retention"), personId: z.null(), version: z.number().int() }),
]);
export type ProposedWork = z.infer<typeof proposedWork>;
export type ProposalKind = ProposedWork["kind"];

export const proposalStates = ["open", "approved", "rejected", "failed"] as const;

export const proposal = z.object({
  id: z.string(),
  work: proposedWork,
  reason: z.string(),
  state: z.enum(proposalStates),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  isSelfApproved: z.boolean().describe("One person did both, because there is no second one here"),
  mayDecide: z.boolean().describe("Whether whoever asks may decide it"),
});
export type Proposal = z.infer<typeof proposal>;

export const proposalList = z.object({ proposals: z.array(proposal).describe("Open ones first, the newest first; 200 at most") });

export const decideRequest = z.strictObject({
  decision: z.enum(["approve", "reject"]),
  note: z.string().trim().max(1000).default(""),
});
export type DecideRequest = z.infer<typeof decideRequest>;

export const proposeResetRequest = z.strictObject({
  conversationId: z.string().min(1).max(2000),
  userId: z.string().min(1).max(2000),
  scopes: z.array(scopeSchema).min(1).max(4),
  reason: z.string().trim().min(1).max(1000),
});
export type ProposeResetRequest = z.infer<typeof proposeResetRequest>;
