/** Where the access export (Art. 15) has what is in a column, by the part of `data.json`; or that it is left out, and why. */
export type InExport = { in: string } | { leftOut: string };

const accounts: InExport = { in: "accounts" };
const state: InExport = { in: "state" };
const facts: InExport = { in: "facts" };
const conversations: InExport = { in: "conversations" };
const attachments: InExport = { in: "attachments" };
const records: InExport = { in: "records" };
const leftOut = (reason: string): InExport => ({ leftOut: reason });
const ours = leftOut("an id of our own for who or what is there");

/**
 * Columns of text that may hold something of a bot's people: their ids, their words, what is remembered or said of them. Each is seeded with canaries
 * of two people by tests, which erase the one and export the other. A test fails when a column of the schema is neither here nor below.
 */
export const personalColumns: Record<string, Record<string, InExport>> = {
  Member: { userId: accounts, name: accounts },
  Activity: { fromId: accounts, clientActivityId: leftOut("what a page calls a message until it has its id"), body: conversations },
  Turn: { userId: accounts, error: conversations },
  TurnRecord: { body: conversations },
  StoreItem: { key: leftOut("what a bot calls it; what it is of is there"), userId: accounts, data: state },
  StateWrite: { userId: accounts },
  PropertyVersion: { property: state },
  PropertyValue: { json: state },
  Snapshot: { name: leftOut("what one of us calls the copy, which is there"), userId: accounts, body: records },
  Persona: { userId: accounts, name: records },
  LostValue: {
    key: leftOut("where it was; what was written over is among the earlier values of `state`"),
    userId: accounts,
    path: leftOut("where it was; what was written over is among the earlier values of `state`"),
  },
  UserToken: { userId: accounts },
  Upload: { userId: accounts, name: attachments, original: attachments, thumbnail: leftOut("a smaller picture of what is there whole") },
  ProtocolExchange: {
    url: records,
    request: records,
    response: records,
    error: leftOut("why a call of ours failed; what was sent is there"),
  },
  Person: { id: ours, name: accounts, nameKey: leftOut("the name again, to be sorted by") },
  Identity: { id: ours, personId: ours, userId: accounts, name: accounts, folded: leftOut("the name again, to be found by") },
  IdentityLink: { identityId: ours, personId: ours, note: records },
  IdentityCopy: { identityId: ours },
  Acquaintance: { identityId: ours },
  Fact: { identityId: ours, path: facts, value: facts, folded: leftOut("the value again, to be found by") },
  PersonDue: { identityId: ours },
  DictionaryPath: { pattern: leftOut("where bots keep something of anybody; where it is of this person is in `facts`") },
  FactNote: { identityId: ours, path: records, text: records },
  Unmasking: { personId: ours, reason: leftOut("in words of ours that may name others; when, as what and what for is in `consultations`") },
  PrivacyRequest: {
    personId: ours,
    extension: leftOut("why their case takes longer, of which they were told"),
    identified: leftOut("how we know who asks"),
    refusal: leftOut("what they were answered"),
    asked: records,
    notes: records,
  },
  RequestRecipient: { detail: leftOut("how others were told of their case, in words of ours that may name those") },
  ReleasedActivity: { reason: leftOut("why they may have what another said, in words of ours about that one") },
  Restriction: { identityId: ours, reason: records },
  LegalHold: { identityId: ours },
  ErasedPlace: { userId: accounts },
  Proposal: {
    personId: ours,
    body: leftOut("what one of us wants done, which is on record once it is"),
    reason: leftOut("what one of us says to another before it is decided"),
    note: leftOut("what one of us answered another"),
  },
};
