import { db, decodeText, join, sql } from "@/lib/db";
import { maskedText, maskSize, type PersonIdentity, type PersonSummary, type Sight } from "@/lib/model";
import { explainFinds } from "./explain-finds";
import type { Found } from "./find-people";
import { isHidden } from "./hidden";
import { readIdentities } from "./read-identities";

type PersonRow = {
  id: string;
  name: string;
  first_seen_at: string;
  last_seen_at: string;
  facts: number;
  bytes: number;
  oldest_at: string | null;
  conversations: number;
  open_notes: number;
};

/** People in the order of their ids as given, as far as the reader may see who they are. */
export async function describePeople(ids: readonly string[], sight: Sight, found: Found | null = null): Promise<PersonSummary[]> {
  if (ids.length === 0) return [];
  const [rows, identities] = await Promise.all([readPeople(ids), readIdentities(ids)]);
  const finds = found ? await explainFinds(ids, { found, identities, sight }) : new Map();
  return rows.map((row) => {
    const own = identities.get(row.id) ?? [];
    const isMasked = isHidden(row.id, own, sight);
    return {
      personId: row.id,
      name: isMasked ? maskedText : decodeText(row.name),
      isMasked,
      identities: isMasked ? own.map(maskIdentity) : own,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      conversations: row.conversations,
      facts: row.facts,
      bytes: isMasked ? maskSize(row.bytes) : row.bytes,
      oldestFactAt: row.oldest_at,
      openNotes: row.open_notes,
      found: finds.get(row.id) ?? null,
    };
  });
}

function maskIdentity(identity: PersonIdentity): PersonIdentity {
  return { ...identity, userId: maskedText, name: maskedText };
}

async function readPeople(ids: readonly string[]): Promise<PersonRow[]> {
  const rows = await (
    await db()
  ).query<PersonRow>(sql`SELECT person.id, person.name, person.first_seen_at, person.last_seen_at, person.facts,
      person.bytes, state_write.at AS oldest_at,
      (SELECT count(*) FROM identity JOIN member ON member.user_id = identity.user_id
        JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
        WHERE identity.person_id = person.id) AS conversations,
      (SELECT count(*) FROM identity JOIN fact_note ON fact_note.identity_id = identity.id
        WHERE identity.person_id = person.id AND fact_note.resolved_at IS NULL) AS open_notes
    FROM person LEFT JOIN state_write ON state_write.seq = person.oldest_seq WHERE person.id IN (${join([...ids])})`);
  const places = new Map(ids.map((id, index) => [id, index]));
  return rows.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}
