import * as z from "zod";
import { accountId } from "./masking/mask-marks";
import { auditPurpose } from "./privacy/audit";
import { requestNumber } from "./privacy/request";

/** How long somebody may see a person's values. */
export const unmaskingMinutes = 10;

export const unmaskRequest = z.strictObject({
  reason: z.string().trim().min(3).max(500).describe("Why the values must be seen; on record"),
  purpose: auditPurpose
    .default("other")
    .describe("What kind of reason it is: what the audit log keeps, for what people type may name somebody"),
  caseNumber: requestNumber.optional().describe("The case for which it is needed"),
});

export const unmasking = z.object({
  id: z.string(),
  personId: z.string(),
  by: z.string(),
  callerId: z.string().describe("Who sees by it"),
  reason: z.string(),
  purpose: auditPurpose,
  caseNumber: z.string().nullable(),
  at: z.string(),
  until: z.string().describe("Ten minutes later, or when somebody ended it"),
  isActive: z.boolean(),
});
export type Unmasking = z.infer<typeof unmasking>;

export const unmaskingList = z.object({ unmaskings: z.array(unmasking).describe("The newest first, at most 100") });

export const conversationMasking = z.object({
  isProduction: z.boolean(),
  people: z
    .array(
      z.object({
        userId: accountId(z.string()),
        personId: z.string(),
        unmasking: unmasking.nullable().describe("Under which the person's values are seen now"),
      }),
    )
    .describe("Whose values are in the conversation; none for a test bot"),
});
export type ConversationMasking = z.infer<typeof conversationMasking>;
