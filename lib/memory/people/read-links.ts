import { db, decodeText, sql } from "@/lib/db";
import { type IdentityLink, linkEvidence } from "@/lib/model";

type LinkRow = {
  identity_id: string;
  person_id: string;
  evidence: string;
  note: string;
  linked_by: string;
  linked_at: string;
  unlinked_by: string | null;
  unlinked_at: string | null;
};

/** What was ever said about which identities are this person, the newest first. */
export async function readLinks(personId: string): Promise<IdentityLink[]> {
  const rows = await (
    await db()
  ).query<LinkRow>(sql`SELECT identity_id, person_id, evidence, note, linked_by, linked_at, unlinked_by, unlinked_at
    FROM identity_link WHERE person_id = ${personId} OR identity_id IN (SELECT id FROM identity WHERE person_id = ${personId})
    ORDER BY linked_at DESC, id`);
  return rows.map((row) => ({
    identityId: row.identity_id,
    personId: row.person_id,
    evidence: linkEvidence.find((one) => one === row.evidence) ?? "other",
    note: decodeText(row.note),
    linkedBy: decodeText(row.linked_by),
    linkedAt: row.linked_at,
    unlinkedBy: row.unlinked_by === null ? null : decodeText(row.unlinked_by),
    unlinkedAt: row.unlinked_at,
  }));
}
