import * as z from "zod";
import { deadline } from "./deadline";
import { privacyCase } from "./privacy-case";
import { requestNumber, requestState } from "./request";

/** Grounds on which a request may be refused. `other` needs the provision in its reasons. */
export const refusalGrounds = ["unfounded", "excessive", "not-identified", "exemption", "others-rights", "other"] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

export const recipientStates = ["open", "told", "not-needed", "impossible"] as const;
export type RecipientState = (typeof recipientStates)[number];

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

export const madeExport = caseExport.extend({
  gaps: z.array(z.string()).describe("What the cover sheet cannot say yet: purposes, periods, who is responsible"),
  withheld: z.number().int().describe("Messages of others that are withheld"),
});
export type MadeExport = z.infer<typeof madeExport>;
