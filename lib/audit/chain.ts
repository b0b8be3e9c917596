import { createHash } from "node:crypto";
import { type AuditAction, type AuditEntry, type AuditPurpose, type Caller, canonicalJson, type JsonObject } from "@/lib/model";

/** What somebody did, as it is told to the log; the log adds when, after what, and the hash. */
export type AuditInput = {
  caller: Caller;
  action: AuditAction;
  /** References of accounts (`subjectRef`), never ids. */
  subjects?: readonly string[];
  caseNumber?: string;
  /** A pattern of the dictionary or the name of a store, never a path with keys that are data. */
  place?: string;
  purpose?: AuditPurpose;
  counts?: Readonly<Record<string, number>>;
  outcome?: AuditEntry["outcome"];
};

/** Where the chain ends. */
export type ChainEnd = { seq: number; hash: string };

/** Before the first entry. */
export const chainStart: ChainEnd = { seq: 0, hash: "0".repeat(64) };

/** The entry that follows on `end`. */
export function nextEntry(input: AuditInput, end: ChainEnd, at: string): AuditEntry {
  const entry = {
    seq: end.seq + 1,
    at,
    actor: input.caller.id,
    roles: [...input.caller.roles],
    action: input.action,
    subjects: [...new Set(input.subjects)].sort(),
    caseNumber: input.caseNumber ?? null,
    place: input.place ?? null,
    purpose: input.purpose ?? null,
    counts: { ...input.counts },
    outcome: input.outcome ?? "done",
    prevHash: end.hash,
  } satisfies Omit<AuditEntry, "hash">;
  return { ...entry, hash: hashOf(entry) };
}

/** SHA-256, in hexadecimal, of the canonical JSON of everything but the hash itself. */
export function hashOf({ hash: _, ...entry }: Omit<AuditEntry, "hash"> & { hash?: string }): string {
  return createHash("sha256")
    .update(canonicalJson(entry satisfies JsonObject), "utf8")
    .digest("hex");
}
