import * as z from "zod";
import { deadline } from "./deadline";
import { jurisdiction, pauseGrounds, privacyCase } from "./privacy-case";
import { requestNumber, requestState, requestType } from "./request";

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

/** Grounds on which a request may be refused. `other` needs the provision in its reasons. */
export const refusalGrounds = ["unfounded", "excessive", "not-identified", "exemption", "others-rights", "other"] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

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

export const recipientStates = ["open", "told", "not-needed", "impossible"] as const;
export type RecipientState = (typeof recipientStates)[number];

export const recipientRequest = z.strictObject({
  id: z.string().optional().describe("Which one is changed; a new one when left out"),
  name: z.string().trim().min(1).max(300).optional().describe("Needed for a new one"),
  state: z.enum(recipientStates).default("open"),
  detail: z.string().trim().max(1000).default("").describe("How they were told, or why not: needed for `impossible`"),
});
export type RecipientRequest = z.infer<typeof recipientRequest>;

const caseRecipient = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(recipientStates),
  detail: z.string(),
  by: z.string(),
  at: z.string(),
});
export type CaseRecipient = z.infer<typeof caseRecipient>;

const casePerson = z.object({
  personId: z.string(),
  name: z.string().describe("••••• when masked"),
  isMasked: z.boolean(),
  accounts: z.array(z.object({ channelId: z.string(), userId: z.string().describe("••••• when masked"), bots: z.array(z.string()) })),
});
export type CasePerson = z.infer<typeof casePerson>;

const caseSummary = privacyCase
  .pick({
    number: true,
    type: true,
    state: true,
    receivedOn: true,
    jurisdiction: true,
    duplicateOf: true,
    openedAt: true,
    closedAt: true,
    version: true,
  })
  .extend({ person: casePerson.nullable().describe("Null once they are erased"), deadline, openRecipients: z.number().int() });
export type CaseSummary = z.infer<typeof caseSummary>;

export const listCasesRequest = z.object({
  is: z.enum(["open", "closed", "late"]).optional().describe("late: past the date when it is due"),
  type: requestType.optional(),
  personId: z.string().max(100).optional(),
  cursor: z.string().max(200).optional(),
});
export type ListCasesRequest = z.infer<typeof listCasesRequest>;

export const caseList = z.object({
  cases: z.array(caseSummary).describe("Open ones first, the next to be due first; at most 100"),
  cursor: z.string().nullable(),
  counts: z.object({ open: z.number().int(), late: z.number().int(), closed: z.number().int() }),
});
export type CaseList = z.infer<typeof caseList>;

const caseEvent = z.object({
  seq: z.number().int(),
  at: z.string(),
  by: z.string(),
  from: requestState.nullable(),
  to: requestState,
  detail: z.record(z.string(), z.unknown()).describe("Counts and codes"),
});
export type CaseEvent = z.infer<typeof caseEvent>;

const caseCode = z.object({
  sentAt: z.string(),
  expiresAt: z.string(),
  attemptsLeft: z.number().int(),
  isValid: z.boolean().describe("It can still be given"),
});
export type CaseCode = z.infer<typeof caseCode>;

export const exportKinds = ["access", "portability"] as const;
export type ExportKind = (typeof exportKinds)[number];

const caseExport = z.object({
  id: z.string(),
  kind: z.enum(exportKinds),
  url: z.string().nullable().describe("Null once the file is gone"),
  bytes: z.number().int(),
  hash: z.string().describe("SHA-256 of the file"),
  madeAt: z.string(),
  madeBy: z.string(),
  expiresAt: z.string(),
  downloads: z.number().int(),
});
export type CaseExport = z.infer<typeof caseExport>;

/** A conversation with others in it, and what of it a reviewer lets the person have. */
const releasedPart = z.object({ conversationId: z.string(), activityId: z.string(), reason: z.string(), by: z.string(), at: z.string() });
export type ReleasedPart = z.infer<typeof releasedPart>;

export const caseDetail = caseSummary.extend({
  asked: z.string().describe("••••• when masked"),
  notes: z.string().describe("••••• when masked"),
  isMasked: z.boolean().describe("Free text and names are masked: unmask the person to read and write them"),
  extension: privacyCase.shape.extension,
  pauses: privacyCase.shape.pauses,
  identified: privacyCase.shape.identified,
  refusal: privacyCase.shape.refusal,
  openedBy: z.string(),
  duplicates: z.array(requestNumber).describe("Cases that ask the same again"),
  events: z.array(caseEvent).describe("The newest first"),
  recipients: z.array(caseRecipient),
  code: caseCode.nullable().describe("The last that was sent"),
  exports: z.array(caseExport).describe("The newest first"),
  released: z.array(releasedPart),
  isPartKept: z.boolean().describe("The rest was erased: it is closed as done in part, and the reply says why (Art. 17(3)(e))"),
});
export type CaseDetail = z.infer<typeof caseDetail>;

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

export const madeExport = caseExport.extend({
  gaps: z.array(z.string()).describe("What the cover sheet cannot say yet: purposes, periods, who is responsible"),
  withheld: z.number().int().describe("Messages of others that are withheld"),
});
export type MadeExport = z.infer<typeof madeExport>;
