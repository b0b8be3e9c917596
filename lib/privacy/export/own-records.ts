import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { JsonObject, JsonValue, PersonIdentity } from "@/lib/model";
import type { OwnConversation } from "./own-conversations";
import type { ExportedRecord } from "./person-data";

type Whose = { personId: string; identities: readonly PersonIdentity[]; conversations: readonly OwnConversation[] };

/** What is held about a person besides what bots remember and what was said. People of ours are not named. */
export async function readOwnRecords(whose: Whose): Promise<ExportedRecord[]> {
  const parts = [notes, links, snapshots, personas, signIns, requests, restrictions, holds, exchanges];
  return (await Promise.all(parts.map((part) => part(whose)))).flat();
}

async function rowsOf<T>(statement: Sql): Promise<T[]> {
  return (await db()).query<T>(statement);
}

const idsOf = (identities: readonly PersonIdentity[]) => join(identities.map(({ identityId }) => identityId));

const isAccountOf = (identities: readonly PersonIdentity[]) =>
  join(
    identities.map(({ channelId, userId }) => sql`(user_id = ${encodeText(userId)} AND channel_id = ${encodeText(channelId)})`),
    " OR ",
  );

async function notes({ identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ kind: string; text: string; created_at: string; path: string; resolved_at: string | null }>(
    sql`SELECT kind, text, created_at, path, resolved_at FROM fact_note WHERE identity_id IN (${idsOf(identities)}) ORDER BY created_at, id`,
  );
  return rows.map((row) => ({
    kind: "note",
    at: row.created_at,
    what: `A note of ours about ${decodeText(row.path)}: ${decodeText(row.text) || row.kind}`,
    data: { kind: row.kind, text: decodeText(row.text), path: decodeText(row.path), resolvedAt: row.resolved_at },
  }));
}

async function links({ personId, identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ evidence: string; note: string; linked_at: string; unlinked_at: string | null; own: string | null }>(
    sql`SELECT link.evidence, link.note, link.linked_at, link.unlinked_at, identity.person_id AS own
      FROM identity_link link LEFT JOIN identity ON identity.id = link.identity_id
      WHERE link.person_id = ${personId} OR link.identity_id IN (${idsOf(identities)}) ORDER BY link.linked_at, link.id`,
  );
  // A link that was taken back said something about somebody else too.
  return rows.map(({ evidence, note, linked_at, unlinked_at, own }) => ({
    kind: "link",
    at: linked_at,
    what: unlinked_at === null ? "Two of your accounts were linked" : "Two accounts were linked, and that was taken back",
    data: { evidence, note: own === personId && unlinked_at === null ? decodeText(note) : "", takenBackAt: unlinked_at },
  }));
}

async function snapshots({ conversations }: Whose): Promise<ExportedRecord[]> {
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const rows = await Promise.all(
    inChunks([...byId.keys()]).map((ids) =>
      rowsOf<{
        name: string;
        created_at: string;
        conversation_id: string;
        user_id: string | null;
        body: string;
      }>(sql`SELECT name, created_at,
        conversation_id, user_id, body FROM snapshot WHERE conversation_id IN (${join(ids.map(encodeText))}) ORDER BY created_at, id`),
    ),
  );
  return rows.flat().flatMap((row) => {
    const place = byId.get(decodeText(row.conversation_id));
    const isOwn = row.user_id !== null && place?.ownIds.has(decodeText(row.user_id));
    if (!place || !isOwn) return [];
    const { state } = JSON.parse(row.body) as { state: JsonObject };
    const own = place.others.length === 0 ? state : { user: state.user ?? null, private: state.private ?? null };
    return [{ kind: "saved copy", at: row.created_at, what: "A saved copy of what a bot remembered of you", data: own as JsonValue }];
  });
}

async function personas({ identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ name: string; user_id: string; channel_id: string | null; locale: string | null; created_at: string }>(
    sql`SELECT name, user_id, channel_id, locale, created_at FROM persona
      WHERE user_id IN (${join(identities.map(({ userId }) => encodeText(userId)))}) ORDER BY created_at, id`,
  );
  const isOwn = (row: { user_id: string; channel_id: string | null }) =>
    identities.some(
      ({ channelId, userId }) =>
        userId === decodeText(row.user_id) && (row.channel_id === null || decodeText(row.channel_id) === channelId),
    );
  return rows.filter(isOwn).map((row) => ({
    kind: "persona",
    at: row.created_at,
    what: `Testers can talk as you: ${decodeText(row.name)}`,
    data: { name: decodeText(row.name), id: decodeText(row.user_id), locale: row.locale },
  }));
}

async function signIns({ identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ bot_id: string; connection_name: string; signed_in_at: string }>(
    sql`SELECT bot_id, connection_name, signed_in_at FROM user_token WHERE ${isAccountOf(identities)} ORDER BY signed_in_at, id`,
  );
  return rows.map((row) => ({
    kind: "sign-in",
    at: row.signed_in_at,
    what: `You are signed in to ${decodeText(row.connection_name)} for ${decodeText(row.bot_id)}; its token is kept encrypted and is not in this file`,
  }));
}

async function requests({ personId }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ number: string; type: string; state: string; received_on: string; asked: string; notes: string }>(
    sql`SELECT number, type, state, received_on, asked, notes FROM privacy_request WHERE person_id = ${personId} ORDER BY received_on, number`,
  );
  return rows.map(({ number, type, state, received_on, asked, notes: noted }) => ({
    kind: "request",
    at: received_on,
    what: `Your request ${number} (${type})`,
    data: { number, type, state, asked: decodeText(asked), notes: decodeText(noted) },
  }));
}

async function restrictions({ identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ kind: string; reason: string; at: string; lifted_at: string | null }>(
    sql`SELECT kind, reason, at, lifted_at FROM restriction WHERE identity_id IN (${idsOf(identities)}) ORDER BY at, id`,
  );
  return rows.map((row) => ({
    kind: row.kind,
    at: row.at,
    what: row.kind === "objection" ? "You objected to the use of your data" : "The use of your data is restricted",
    data: { reason: decodeText(row.reason), liftedAt: row.lifted_at },
  }));
}

async function holds({ identities }: Whose): Promise<ExportedRecord[]> {
  const rows = await rowsOf<{ at: string; review_on: string; released_at: string | null }>(
    sql`SELECT at, review_on, released_at FROM legal_hold WHERE identity_id IN (${idsOf(identities)}) ORDER BY at, id`,
  );
  return rows.map((row) => ({
    kind: "hold",
    at: row.at,
    what: "Your data must be kept for a legal claim or duty",
    data: { reviewOn: row.review_on, releasedAt: row.released_at },
  }));
}

/** What went over the wire, where nobody else could have been meant. */
async function exchanges({ conversations }: Whose): Promise<ExportedRecord[]> {
  const alone = conversations.filter(({ others }) => others.length === 0).map(({ id }) => encodeText(id));
  const rows = await Promise.all(
    inChunks(alone).map((ids) =>
      rowsOf<{ at: string; method: string; url: string; request: string; response: string }>(
        sql`SELECT at, method, url, request, response FROM protocol_exchange WHERE conversation_id IN (${join(ids)}) ORDER BY seq`,
      ),
    ),
  );
  return rows.flat().map(({ at, method, url, request, response }) => ({
    kind: "wire",
    at,
    what: `${method} ${url}`,
    data: { request, response },
  }));
}
