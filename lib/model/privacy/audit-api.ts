import * as z from "zod";
import { auditAction, auditEntry, auditHead } from "./audit";
import { role } from "./caller";
import { requestNumber } from "./request";

/** What the log is filtered by; `personId` stands for all accounts of a person. */
export const auditFilter = z.object({
  personId: z.string().min(1).optional().describe("About this person, under any account"),
  action: auditAction.optional(),
  actor: z.string().min(1).optional().describe("The id of who did it"),
  case: requestNumber.optional().describe("The number of a case"),
  from: z.iso.datetime().optional().describe("Not before"),
  to: z.iso.datetime().optional().describe("Before"),
});
export type AuditFilter = z.infer<typeof auditFilter>;

const listedEntry = auditEntry.extend({
  actorName: z.string().nullable().describe("What they are called; null when the name was taken out of the log"),
});
export type ListedAuditEntry = z.infer<typeof listedEntry>;

export const auditPage = z.object({
  entries: z.array(listedEntry).describe("The newest first"),
  cursor: z.string().nullable().describe("Give it back as ?cursor= for the next page; null on the last"),
  actors: z.array(z.object({ id: z.string(), name: z.string().nullable() })).describe("Everybody who did something that is on record"),
  head: auditHead.nullable().describe("The last signature over the end of the log"),
  keyId: z.string().describe("Of the key with which this installation signs"),
});
export type AuditPage = z.infer<typeof auditPage>;

const consultation = z.object({
  at: z.iso.datetime(),
  roles: auditEntry.shape.roles,
  action: auditAction,
  purpose: auditEntry.shape.purpose,
  caseNumber: z.string().nullable(),
});
export type Consultation = z.infer<typeof consultation>;

export const consultationList = z.object({ consultations: z.array(consultation).describe("The oldest first, without who it was") });

export const exposedRequest = z.object({
  actor: z.string().min(1).optional().describe("The id of an account; one of actor and role is needed"),
  role: role.optional().describe("Everybody who had this role at the time"),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

const exposedSubject = z.object({
  ref: z.string().describe("The reference of an account"),
  personId: z.string().nullable().describe("Whom it belongs to; null when nobody here has it any more"),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  entries: z.number().int(),
  isUnmasked: z.boolean().describe("Values were seen, or could be; otherwise masked ones only"),
});

export const exposedList = z.object({
  subjects: z.array(exposedSubject).describe("Whose values were seen first; 1,000 at most"),
  subjectCount: z.number().int(),
  unmaskedCount: z.number().int(),
  peopleCount: z.number().int(),
  entries: z.number().int().describe("How many entries that is"),
});
export type ExposedRequest = z.infer<typeof exposedRequest>;
export type ExposedList = z.infer<typeof exposedList>;
