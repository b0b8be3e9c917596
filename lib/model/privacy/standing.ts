import * as z from "zod";
import { requestNumber } from "./request";

const text = (max: number) => z.string().trim().min(1).max(max);

export const restrictionKinds = ["restriction", "objection"] as const;

export const restrictRequest = z.strictObject({
  kind: z.enum(restrictionKinds).default("restriction").describe("`objection`: the bot goes on without what it remembers (Art. 21)"),
  reason: text(1000),
  caseNumber: requestNumber
    .nullable()
    .default(null)
    .describe("For an objection without one it is that of a case that is open already, or is opened now"),
  noDoubt: z
    .string()
    .trim()
    .min(3, "Give why there is no doubt about who they are")
    .max(4000)
    .optional()
    .describe(
      "For an objection: why there is no doubt who objects, unless its case says so already. An erasure is planned when that is known",
    ),
});
export type RestrictRequest = z.infer<typeof restrictRequest>;

export const liftRequest = z.strictObject({
  kind: z.enum(restrictionKinds).default("restriction"),
  noticeOn: z.iso.date().describe("When the person was told that it will be lifted (Art. 18(3))"),
  reason: text(1000),
});
export type LiftRequest = z.infer<typeof liftRequest>;

const matter = text(200).describe("A file number; no names");
const owner = text(200).describe("Who answers for it");

const heldDay = z.iso.date().nullable().default(null);

export const holdRequest = z
  .strictObject({
    matter,
    owner,
    reviewOn: z.iso.date().describe("When somebody looks at it again: within 90 days"),
    conversationId: z
      .string()
      .min(1)
      .max(2000)
      .nullable()
      .default(null)
      .describe("Only this conversation of theirs; else all that is theirs"),
    fromOn: heldDay.describe("Only what is of these days: conversations in which something was said, and what was remembered, in them"),
    untilOn: heldDay.describe("The last of these days"),
  })
  .refine(({ fromOn, untilOn }) => (fromOn === null) === (untilOn === null) && (fromOn ?? "") <= (untilOn ?? ""), {
    message: "Give the first and the last day, in this order",
    path: ["untilOn"],
  })
  .refine(({ conversationId, fromOn }) => conversationId === null || fromOn === null, {
    message: "Hold a conversation, or what is of some days",
    path: ["conversationId"],
  });
export type HoldRequest = z.input<typeof holdRequest>;

export const reviewHoldRequest = z.strictObject({ reviewOn: z.iso.date() });
export const releaseHoldRequest = z.strictObject({ reason: text(1000) });

const shownRestriction = z.object({
  kind: z.enum(restrictionKinds),
  reason: z.string(),
  caseNumber: z.string().nullable().describe("Null also for whoever may not read cases"),
  by: z.string(),
  at: z.string(),
  noticeOn: z.string().nullable(),
  liftedBy: z.string().nullable(),
  liftedAt: z.string().nullable(),
});
export type ShownRestriction = z.infer<typeof shownRestriction>;

const shownHold = z.object({
  id: z.string(),
  matter: z.string(),
  owner: z.string(),
  reviewOn: z.string(),
  isOverdue: z.boolean().describe("Nobody has looked at it in time; it stands all the same"),
  personId: z.string().nullable(),
  conversationId: z.string().nullable(),
  fromOn: z.string().nullable(),
  untilOn: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type ShownHold = z.infer<typeof shownHold>;

/** What may be done with what is held about a person now. */
export const personStanding = z.object({
  personId: z.string(),
  isRestricted: z.boolean().describe("Kept, and used for nothing else: bots do not answer, nothing is edited (Art. 18)"),
  hasObjected: z.boolean().describe("Bots answer without reading or writing what they remember (Art. 21)"),
  restrictions: z
    .array(shownRestriction)
    .describe("The newest first, with those that were lifted; one for each time, not for each account"),
  holds: z.array(shownHold).describe("Those that stand, on the person or on a conversation of theirs"),
});
export type PersonStanding = z.infer<typeof personStanding>;

export const holdList = z.object({ holds: z.array(shownHold).describe("Those that stand, the next to be looked at first") });

/** For lists: who is not simply free. */
export const standingList = z.object({
  people: z.array(z.object({ personId: z.string(), isRestricted: z.boolean(), hasObjected: z.boolean(), isHeld: z.boolean() })),
  conversations: z.array(
    z.object({ conversationId: z.string(), isRestricted: z.boolean(), hasObjected: z.boolean(), isHeld: z.boolean() }),
  ),
});
export type StandingList = z.infer<typeof standingList>;
