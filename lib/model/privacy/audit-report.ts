import * as z from "zod";
import { auditHead } from "./audit";

const seq = z.number().int();
const where = z.enum(["database", "file"]);

/** What is wrong with the audit log, and where. */
const auditFault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("edited"), seq }),
  z.object({ kind: z.literal("unlinked"), seq }),
  z.object({ kind: z.literal("missing"), seq, upTo: seq }),
  z.object({ kind: z.literal("cut"), seq, upTo: seq, signedAt: z.string().nullable() }),
  z.object({ kind: z.literal("empty"), cases: z.number().int() }),
  z.object({ kind: z.literal("rewritten"), seq, signedAt: z.string() }),
  z.object({ kind: z.literal("forged-head"), seq, where }),
  z.object({ kind: z.literal("other-key"), seq, where, keyId: z.string() }),
  z.object({ kind: z.literal("lost-head"), seq }),
  z.object({ kind: z.literal("unreadable-head"), line: z.number().int() }),
  z.object({ kind: z.literal("forged-checkpoint"), seq }),
  z.object({ kind: z.literal("before-checkpoint"), seq }),
  z.object({ kind: z.literal("subjects"), seq }),
  z.object({ kind: z.literal("unprotected"), trigger: z.string() }),
]);
export type AuditFault = z.infer<typeof auditFault>;

export const auditReport = z.object({
  isIntact: z.boolean(),
  faults: z.array(auditFault).describe("The first 100"),
  faultCount: z.number().int(),
  entries: z.number().int().describe("How many were checked"),
  firstSeq: z.number().int().nullable(),
  lastSeq: z.number().int(),
  lastHash: z.string(),
  purgedUpTo: z.number().int().nullable().describe("The signed checkpoint that the log begins after"),
  head: auditHead.nullable().describe("The last signature over the end of the log"),
  unsigned: z.number().int().describe("How many entries came after it, which could be cut off unnoticed"),
  keyId: z.string().describe("Of this installation"),
  checkedAt: z.string(),
  durationMs: z.number(),
});
export type AuditReport = z.infer<typeof auditReport>;

/** A fault as a sentence. */
export function auditFaultWords(fault: AuditFault): string {
  switch (fault.kind) {
    case "edited":
      return `Entry ${fault.seq} was changed after it was written.`;
    case "unlinked":
      return `Entry ${fault.seq} does not continue entry ${fault.seq - 1}: one of them was written anew.`;
    case "missing":
      return `${entriesFrom(fault)} missing: removed after they were written.`;
    case "cut":
      return `${entriesFrom(fault)} missing at the end: ${fault.signedAt === null ? "this server wrote them itself" : `entry ${fault.upTo} was there when it was signed, at ${fault.signedAt}`}.`;
    case "empty":
      return `There is no entry at all, but ${fault.cases === 1 ? "a case that was" : `${fault.cases} cases that were`} put on record when ${fault.cases === 1 ? "it was" : "they were"} opened.`;
    case "rewritten":
      return `Entry ${fault.seq} is not the one that was signed at ${fault.signedAt}: the log was written anew, there or before.`;
    case "forged-head":
      return `The signature over entry ${fault.seq} in the ${fault.where} is forged.`;
    case "other-key":
      return `Entry ${fault.seq} is signed in the ${fault.where} with a key that is not this installation's (${fault.keyId}).`;
    case "lost-head":
      return `The signature over entry ${fault.seq} is in the database, but no longer in the file beside it.`;
    case "unreadable-head":
      return `Line ${fault.line} of the file of signatures cannot be read.`;
    case "forged-checkpoint":
      return `The log begins after entry ${fault.seq}, but no genuine signature says that it was purged up to there.`;
    case "before-checkpoint":
      return `Entry ${fault.seq} stands before where the log was purged.`;
    case "subjects":
      return `Whom entry ${fault.seq} is about was changed where entries are found by person.`;
    case "unprotected":
      return `The database no longer protects the log: ${fault.trigger} is gone or switched off.`;
  }
}

function entriesFrom({ seq, upTo }: { seq: number; upTo: number }): string {
  return seq === upTo ? `Entry ${seq} is` : `Entries ${seq} to ${upTo} are`;
}
