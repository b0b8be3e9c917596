import { db, join, sql } from "@/lib/db";
import { type AuditAction, type AuditEntry, type Consultation, HarnessError } from "@/lib/model";
import { type EntryRow, entryColumns, parseEntry } from "./entry-rows";
import { isAbout } from "./list-audit";
import { refsOfPerson } from "./refs-of-person";

/** What lets somebody see what is held about people. */
export const lookingActions: readonly AuditAction[] = [
  "person.viewed",
  "person.unmasked",
  "conversation.read",
  "conversation.exported",
  "conversation.forked",
  "conversation.opened",
  "state.exported",
  "snapshot.saved",
  "snapshot.exported",
  "case.exported",
  "export.downloaded",
];

/**
 * When somebody's data was looked at, in which role and what for: what the person may ask for (CJEU C-579/21), without who it was. The oldest
 * first.
 */
export async function listConsultations(personId: string): Promise<Consultation[]> {
  const rows = await (await db()).query<EntryRow>(sql`SELECT ${entryColumns} FROM audit_entry WHERE ${isAbout(await refsOfPerson(personId))}
    AND action IN (${join(lookingActions)}) AND outcome = 'done' ORDER BY seq`);
  return rows.map((row) => {
    const entry = parseEntry(row);
    if (entry === null) throw new HarnessError("internal", `Entry ${row.seq} of the audit log cannot be read. Verify the log.`);
    return toConsultation(entry);
  });
}

function toConsultation({ at, roles, action, purpose, caseNumber }: AuditEntry): Consultation {
  return { at, roles, action, purpose, caseNumber };
}
