import * as z from "zod";
import { requestNumber, requestState, requestType } from "./request";

/** By whose law deadlines are counted: only some stop the clock. */
const jurisdictions = ["eu", "uk"] as const;
export const jurisdiction = z.enum(jurisdictions);
export type Jurisdiction = z.infer<typeof jurisdiction>;

export const caseExtension = z.object({
  on: z.iso.date().describe("When it was decided"),
  reason: z.string(),
  noticeOn: z.iso.date().describe("When the person was told"),
});
export type CaseExtension = z.infer<typeof caseExtension>;

/** Why a clock may stand still; which of them counts where: `pauseGroundsOf`. */
export const pauseGrounds = ["identity", "scope"] as const;
export type PauseGround = (typeof pauseGrounds)[number];

export const casePause = z.object({
  from: z.iso.date(),
  to: z.iso.date().nullable().describe("Null while the clock stands still"),
  why: z.enum(pauseGrounds).describe("identity: we asked who they are; scope: we asked what they want"),
});
export type CasePause = z.infer<typeof casePause>;

/** `code`: through the person's own chat; `staff`: a reviewer says why there is no doubt (Art. 12(6)). */
export const identification = z.object({
  how: z.enum(["code", "staff"]),
  at: z.iso.datetime(),
  by: z.string(),
  note: z.string().nullable(),
});
export type Identification = z.infer<typeof identification>;

export const caseRefusal = z.object({ ground: z.string(), reasons: z.string(), complaint: z.string() });
export type CaseRefusal = z.infer<typeof caseRefusal>;

/** One request of a person, from its receipt to its end. `personId` is null once they are erased; what is left then names nobody. */
export const privacyCase = z.object({
  number: requestNumber,
  type: requestType,
  state: requestState,
  personId: z.string().nullable(),
  subjects: z.array(z.string()).describe("Keyed references of the accounts that it covers"),
  receivedOn: z.iso.date(),
  jurisdiction,
  extension: caseExtension.nullable(),
  pauses: z.array(casePause),
  identified: identification.nullable(),
  refusal: caseRefusal.nullable(),
  duplicateOf: requestNumber.nullable(),
  openedBy: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  asked: z.string().describe("What they ask for, in their words"),
  notes: z.string(),
  version: z.number().int().positive().describe("Counts changes; a change that was made upon an older one is refused"),
});
export type PrivacyCase = z.infer<typeof privacyCase>;
