import * as z from "zod";
import { canonicalJson } from "../canonical-json";
import { roleNames } from "./caller";

/** What is on record. A verb of the product's, with what it is done to. */
export const auditActions = [
  "person.viewed",
  "person.unmasked",
  "person.masked",
  "person.linked",
  "person.unlinked",
  "person.restricted",
  "person.unrestricted",
  "person.held",
  "person.released",
  "fact.corrected",
  "fact.noted",
  "state.written",
  "state.reset",
  "state.exported",
  "conversation.read",
  "conversation.exported",
  "conversation.opened",
  "snapshot.saved",
  "snapshot.exported",
  "snapshot.deleted",
  "dictionary.changed",
  "finding.accepted",
  "bot.added",
  "bot.changed",
  "bot.deleted",
  "bot.keys-renewed",
  "case.opened",
  "case.changed",
  "case.identified",
  "case.planned",
  "case.approved",
  "case.run",
  "case.erased",
  "case.failed",
  "case.closed",
  "case.exported",
  "export.downloaded",
  "receipt.read",
  "self-service.asked",
  "retention.changed",
  "retention.previewed",
  "retention.swept",
  "retention.missed",
  "proposal.made",
  "proposal.decided",
  "audit.read",
  "audit.verified",
  "audit.purged",
  "access.signed-in",
  "access.sign-in-refused",
  "access.signed-out",
  "access.refused",
  "access.account-added",
  "access.account-changed",
  "access.account-removed",
  "access.key-made",
  "access.key-revoked",
  "access.emergency-asked",
  "access.emergency-granted",
  "access.emergency-ended",
  "backup.replayed",
  "people.listed",
  "conversation.listed",
  "conversation.forked",
  "conversation.posted",
  "snapshot.read",
  "dictionary.read",
] as const;
export const auditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditAction>;

const auditOutcomes = ["done", "refused", "failed"] as const;

/** Why somebody's data was looked at or changed. A closed list: what people type may name somebody. */
export const auditPurposes = ["request", "complaint", "support", "quality", "security", "legal", "other"] as const;
export const auditPurpose = z.enum(auditPurposes);
export type AuditPurpose = z.infer<typeof auditPurpose>;

/**
 * One thing somebody did. `subjects` are references of accounts (`subjectRef`), never ids or names; `place` is a pattern of the dictionary or
 * the name of a store; counts are by kind. There is no room for a value, a name or a search text, on purpose.
 */
export const auditEntry = z.object({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  actor: z.string(),
  roles: z.array(z.enum(roleNames)),
  action: auditAction,
  subjects: z.array(z.string()),
  caseNumber: z.string().nullable(),
  place: z.string().nullable(),
  purpose: auditPurpose.nullable(),
  counts: z.record(z.string(), z.number().int()),
  outcome: z.enum(auditOutcomes),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Where the chain ended at a time, signed (Ed25519 over `auditHeadText`). */
export const auditHead = z.object({
  seq: z.number().int().nonnegative(),
  hash: z.string(),
  at: z.iso.datetime(),
  signature: z.string(),
  publicKey: z.string(),
  keyId: z.string(),
});
export type AuditHead = z.infer<typeof auditHead>;

/** What is signed of a head; of a checkpoint, which stands for all that was purged up to there, it says so. */
export function auditHeadText({ seq, hash, at }: Pick<AuditHead, "seq" | "hash" | "at">, kind: "head" | "checkpoint" = "head"): string {
  return canonicalJson({ kind: `turnscope audit ${kind}`, seq, hash, at });
}
