import { db, decodeText, join, sql } from "@/lib/db";
import { maskedText, maskSize, type PersonIdentity, type PersonSummary, type Sight } from "@/lib/model";
import { type KnownPart, readKnownPart } from "./as-known";
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
  return Promise.all(
    rows.map(async (row) => {
      const all = identities.get(row.id) ?? [];
      const known = (await readKnownPart(row.id, all, sight)) ?? { ...row, name: decodeText(row.name), identities: all };
      return { ...toSummary(row.id, known, sight), found: finds.get(row.id) ?? null };
    }),
  );
}

function toSummary(personId: string, known: KnownPart, sight: Sight): Omit<PersonSummary, "found"> {
  const isMasked = isHidden(personId, known.identities, sight);
  return {
    personId,
    name: isMasked ? maskedText : known.name,
    isMasked,
    identities: isMasked ? known.identities.map(maskIdentity) : known.identities,
    firstSeenAt: known.first_seen_at,
    lastSeenAt: known.last_seen_at,
    conversations: known.conversations,
    facts: known.facts,
    bytes: isMasked ? maskSize(known.bytes) : known.bytes,
    oldestFactAt: known.oldest_at,
    openNotes: known.open_notes,
  };
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
