import { postActivity } from "@/lib/conversations";
import type { TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { defaultChannelId as channelId, randomText } from "@/lib/model";
import type { Canary } from "./two-people";

/** What comes into the database seldom, or over ways that a test of this has not. */
export async function addRareRows(
  person: Canary,
  { alone, together }: { alone: TestConversation; together: TestConversation },
): Promise<void> {
  const { id } = person;
  const said = { type: "message", text: "heard once", from: { id }, channelData: { clientActivityID: `page of ${id}` } };
  await (await postActivity(alone.id, said)).finished;
  await alone.say(`fail ${id}`, id);
  await (await db()).transaction([...rowsOfItems(person, together.id), ...rowsOfCase(person, alone.id)]);
}

const at = "2026-11-20T10:00:00.000Z";

function rowsOfItems({ id, name, identityId }: Canary, conversationId: string) {
  const shared = sql`SELECT id FROM store_item WHERE conversation_id = ${encodeText(conversationId)} AND scope = 'conversation'`;
  const own = sql`SELECT id FROM store_item WHERE user_id = ${id} AND scope = 'user' AND bot_id = 'scripted'`;
  const key = `${channelId}/users/${id}/`;
  return [
    sql`INSERT INTO lost_value (id, bot_id, conversation_id, write_seq, is_late, item_id, key, scope, user_id, path, base_seq, lost_seq, is_asked)
      SELECT ${randomText(12)}, 'scripted', ${encodeText(conversationId)}, 1, ${false}, id, ${key}, 'user', ${id}, ${`/of ${name}`}, 0, 1, ${false} FROM store_item
      WHERE id IN (${own})`,
    sql`INSERT INTO lost_value (id, bot_id, conversation_id, write_seq, is_late, item_id, key, scope, path, base_seq, lost_seq, is_asked)
      SELECT ${randomText(12)}, 'scripted', ${encodeText(conversationId)}, 1, ${false}, id, key, 'conversation', ${`/members/${id}/name`}, 0, 1, ${false}
      FROM store_item WHERE id IN (${shared})`,
    sql`INSERT INTO erased_place (item_id, property_id, write_seq, path, before_seq, scope, channel_id, user_id, at, case_number)
      SELECT id, 'p', 1, '/{}', 2, 'user', ${channelId}, ${id}, ${at}, 'DS-1999-0000' FROM store_item WHERE id IN (${own})`,
    sql`INSERT INTO identity_copy (identity_id, original_ref, made_by) VALUES (${identityId}, ${randomText(12)}, 'file')`,
    sql`UPDATE upload SET thumbnail = ${base64(name)} WHERE id = ${`${id} row`}`,
    sql`UPDATE protocol_exchange SET error = ${`${name} was not reached`} WHERE conversation_id = ${encodeText(conversationId)} AND url = ${`/v3/users/${id}`}`,
    sql`INSERT INTO fact_note (id, identity_id, bot_id, path_id, item_id, path, kind, text, created_by, created_at) SELECT ${randomText(12)}, identity_id,
      'scripted', path_id, item_id, path, 'note', ${`${name} was asked`}, 'Tess', ${at} FROM fact
      WHERE identity_id = ${identityId} AND path LIKE ${`%${id}%`} ORDER BY id LIMIT 1`,
  ];
}

/** A case that is over, with all that people wrote into it. */
function rowsOfCase({ name, identityId }: Canary, conversationId: string) {
  const number = `DS-1999-${randomText(12)}`;
  const why = (what: string) => `${name} ${what}`;
  return [
    sql`INSERT INTO privacy_request (number, type, state, person_id, received_on, extension, pauses, identified, refusal, opened_by, opened_at, closed_at, asked, notes)
      VALUES (${number}, 'access', 'refused', ${identityId}, '1999-01-01', ${JSON.stringify({ on: at, reason: why("has much"), noticeOn: at })},
        ${JSON.stringify([{ from: at, to: at, why: "identity" }])}, ${JSON.stringify({ how: "staff", note: why("showed a pass"), at })},
        ${JSON.stringify({ ground: "excessive", reasons: why("asks daily"), complaint: "to us" })}, 'Tess', ${at}, ${at}, ${why("wants all")}, ${why("called twice")})`,
    sql`INSERT INTO request_recipient (id, number, name, state, detail, "by", at) VALUES (${randomText(12)}, ${number}, 'Analytics', 'told', ${why("is gone")}, 'Tess', ${at})`,
    sql`INSERT INTO released_activity (number, conversation_id, activity_id, reason, "by", at) VALUES (${number}, ${encodeText(conversationId)}, 'a', ${why("was told")}, 'Tess', ${at})`,
    sql`INSERT INTO legal_hold (id, matter, identity_id, owner, review_on, "by", at, released_by, released_at) VALUES (${randomText(12)}, 'M-1', ${identityId},
      'Tess', '1999-02-01', 'Tess', ${at}, 'Rae', ${at})`,
    sql`UPDATE proposal SET body = ${JSON.stringify({ about: name })}, note = ${why("may")} WHERE person_id = ${identityId}`,
  ];
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** By model and column of the personal-data map: what of somebody comes to stand there when they are seeded. */
export function canariesOf({
  id,
  name,
  email,
  phone,
  secret,
  identityId,
  otherIdentityId,
}: Canary): Record<string, Record<string, string>> {
  const folded = name.toLowerCase();
  const why = (what: string) => `${name} ${what}`;
  return {
    Member: { userId: id, name },
    Activity: { fromId: id, clientActivityId: `page of ${id}`, body: email },
    Turn: { userId: id, error: why("cannot be learnt") },
    TurnRecord: { body: why("was learnt") },
    StoreItem: { key: id, userId: id, data: `${secret} indeed` },
    StateWrite: { userId: id },
    PropertyVersion: { property: `of ${name}` },
    PropertyValue: { json: phone },
    Snapshot: { name: `of ${name}`, userId: id, body: secret },
    Persona: { userId: id, name },
    LostValue: { key: id, userId: id, path: `/members/${id}/name` },
    UserToken: { userId: id },
    Upload: { userId: id, name: `${name}.txt`, original: base64(secret), thumbnail: base64(name) },
    ProtocolExchange: { url: id, request: email, response: secret, error: why("was not reached") },
    Person: { id: identityId, name, nameKey: folded },
    Identity: { id: identityId, personId: identityId, userId: id, name, folded },
    IdentityLink: { identityId: otherIdentityId, personId: identityId, note: `is ${name}` },
    IdentityCopy: { identityId },
    Acquaintance: { identityId },
    Fact: { identityId, path: id, value: `${secret} indeed`, folded: `${secret} indeed`.toLowerCase() },
    PersonDue: { identityId },
    DictionaryPath: { pattern: id },
    FactNote: { identityId, path: id, text: why("was asked") },
    Unmasking: { personId: identityId, reason: why("called") },
    PrivacyRequest: {
      personId: identityId,
      extension: why("has much"),
      identified: why("showed a pass"),
      refusal: why("asks daily"),
      asked: why("wants all"),
      notes: why("called twice"),
    },
    RequestRecipient: { detail: why("is gone") },
    ReleasedActivity: { reason: why("was told") },
    Restriction: { identityId, reason: why("asked") },
    LegalHold: { identityId },
    ErasedPlace: { userId: id },
    Proposal: { personId: identityId, body: name, reason: why("moved"), note: why("may") },
  };
}
