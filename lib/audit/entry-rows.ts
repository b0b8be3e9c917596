import { decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type AuditEntry, auditEntry } from "@/lib/model";

export type EntryRow = {
  seq: number;
  at: string;
  actor: string;
  roles: string;
  action: string;
  subjects: string;
  case_number: string | null;
  place: string | null;
  purpose: string | null;
  counts: string;
  outcome: string;
  prev_hash: string;
  hash: string;
};

export const entryColumns = sql`seq, at, actor, roles, action, subjects, case_number, place, purpose, counts, outcome, prev_hash, hash`;

/** Statements that insert entries in their order, with whom they are about. */
export function insertEntries(entries: readonly AuditEntry[]): Sql[] {
  const subjects = entries.flatMap(({ seq, subjects }) => subjects.map((ref) => sql`(${ref}, ${seq})`));
  return [
    ...inChunks(entries).map((chunk) => sql`INSERT INTO audit_entry (${entryColumns}) VALUES ${join(chunk.map(toValues))}`),
    ...inChunks(subjects).map((chunk) => sql`INSERT INTO audit_subject (ref, seq) VALUES ${join(chunk)}`),
  ];
}

function toValues(entry: AuditEntry): Sql {
  const { seq, at, actor, roles, action, subjects, caseNumber, place, purpose, counts, outcome, prevHash, hash } = entry;
  return sql`(${seq}, ${at}, ${encodeText(actor)}, ${JSON.stringify(roles)}, ${action}, ${JSON.stringify(subjects)}, ${caseNumber},
    ${place === null ? null : encodeText(place)}, ${purpose}, ${JSON.stringify(counts)}, ${outcome}, ${prevHash}, ${hash})`;
}

/** Null for a row that is no entry any more, because somebody changed it. */
export function parseEntry(row: EntryRow): AuditEntry | null {
  try {
    const parsed = auditEntry.safeParse(toUnchecked(row));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function toUnchecked(row: EntryRow): unknown {
  return {
    seq: row.seq,
    at: row.at,
    actor: decodeText(row.actor),
    roles: JSON.parse(row.roles),
    action: row.action,
    subjects: JSON.parse(row.subjects),
    caseNumber: row.case_number,
    place: row.place === null ? null : decodeText(row.place),
    purpose: row.purpose,
    counts: JSON.parse(row.counts),
    outcome: row.outcome,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
