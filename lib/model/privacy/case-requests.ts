import * as z from "zod";
import { exportKinds, recipientStates, refusalGrounds } from "./case-api";
import { jurisdiction, pauseGrounds } from "./privacy-case";
import { requestType } from "./request";

const version = z.number().int().positive().optional().describe("The version that was looked at; a change upon an older one is refused");
const freeText = z.string().trim().max(4000);
const needed = (what: string) => z.string().trim().min(3, `Give ${what}`).max(4000);

export const newCaseRequest = z.strictObject({
  type: requestType,
  personId: z.string().min(1).max(100).describe("The person, or any identity of theirs"),
  receivedOn: z.iso.date().optional().describe("The day it came in; today when left out"),
  jurisdiction: jurisdiction.default("eu"),
  asked: freeText.default("").describe("What they ask for, in their words"),
});
export type NewCaseRequest = z.infer<typeof newCaseRequest>;

/** Where a reviewer brings a case by hand; the other states are those of an identity check, a refusal, or an erasure that runs. */
const handStates = ["identity_unverified", "triage", "recipients_pending", "complete", "partial", "cancelled"] as const;

export const changeCaseRequest = z.strictObject({
  state: z.enum(handStates).optional(),
  asked: freeText.optional(),
  notes: freeText.optional(),
  version,
});
export type ChangeCaseRequest = z.infer<typeof changeCaseRequest>;

export const refuseCaseRequest = z.strictObject({
  ground: z.enum(refusalGrounds),
  reasons: needed("the reasons, as the person will read them"),
  complaint: needed("where they can complain, and that they can go to court"),
  version,
});
export type RefuseCaseRequest = z.infer<typeof refuseCaseRequest>;

export const extendCaseRequest = z.strictObject({
  reason: needed("the reason for the delay, as the person was told"),
  noticeOn: z.iso.date().optional().describe("When the person was told; today when left out"),
  version,
});
export type ExtendCaseRequest = z.infer<typeof extendCaseRequest>;

export const pauseCaseRequest = z.strictObject({
  why: z.enum(pauseGrounds).nullable().describe("What we wait for; null lets the clock go on"),
  version,
});
export type PauseCaseRequest = z.infer<typeof pauseCaseRequest>;

export const sendCodeRequest = z.strictObject({
  conversationId: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("Where to say it; the person's newest conversation alone with a bot when left out"),
});

export const identifyRequest = z.union([
  z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, "A code has six digits"),
  }),
  z.strictObject({ noDoubt: needed("why there is no doubt about who they are"), version }),
]);
export type IdentifyRequest = z.infer<typeof identifyRequest>;

export const recipientRequest = z.strictObject({
  id: z.string().optional().describe("Which one is changed; a new one when left out"),
  name: z.string().trim().min(1).max(300).optional().describe("Needed for a new one"),
  state: z.enum(recipientStates).default("open"),
  detail: z.string().trim().max(1000).default("").describe("How they were told, or why not: needed for `impossible`"),
});
export type RecipientRequest = z.infer<typeof recipientRequest>;

export const listCasesRequest = z.object({
  is: z.enum(["open", "closed", "late"]).optional().describe("late: past the date when it is due"),
  type: requestType.optional(),
  personId: z.string().max(100).optional(),
  cursor: z.string().max(200).optional(),
});
export type ListCasesRequest = z.infer<typeof listCasesRequest>;

export const exportRequest = z.strictObject({
  kind: z.enum(exportKinds).optional().describe("What the case asks for when left out"),
  release: z
    .array(
      z.strictObject({
        conversationId: z.string().min(1).max(500),
        activityId: z.string().min(1).max(500),
        reason: needed("why the person may have it"),
      }),
    )
    .max(200)
    .default([])
    .describe("What others said in a shared conversation that the person may have (Art. 15(4)); kept for later exports of the case"),
});
export type ExportRequest = z.infer<typeof exportRequest>;
