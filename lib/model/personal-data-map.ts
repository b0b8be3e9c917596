/** What erasing a person does to a model's rows. */
export type ErasureRule = "delete" | "delete-own-rows" | "remove-own-leaves" | "keep-without-person";

export type PersonalDataEntry = { holds: string; personColumn: string | null; onErasure: ErasureRule };

/** Whose data each Prisma model holds. A test fails when a model of prisma/schema.prisma is missing here. */
export const personalDataMap: Record<string, PersonalDataEntry> = {
  Conversation: { holds: "Who talked with which bot, and when", personColumn: null, onErasure: "keep-without-person" },
  Member: { holds: "The people of a conversation, with their names", personColumn: "userId", onErasure: "delete-own-rows" },
  Activity: { holds: "What a person wrote, and what the bot answered", personColumn: "fromId", onErasure: "delete-own-rows" },
  ToldState: {
    holds: "Where a log tells the state of a bot elsewhere; nothing of people",
    personColumn: null,
    onErasure: "keep-without-person",
  },
  ActivityChange: { holds: "Which activities were changed; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  Turn: { holds: "Who caused a turn, and errors that may quote them", personColumn: "userId", onErasure: "delete-own-rows" },
  TurnRecord: { holds: "What a turn read, wrote and logged, with keys that name people", personColumn: null, onErasure: "delete" },
  StoreItem: { holds: "What a bot remembers, newest value", personColumn: "userId", onErasure: "remove-own-leaves" },
  StateWrite: { holds: "Who wrote state, and when", personColumn: "userId", onErasure: "delete-own-rows" },
  PropertyVersion: { holds: "Which value a property had after each write", personColumn: null, onErasure: "delete" },
  PropertyValue: { holds: "Earlier and present values of properties", personColumn: null, onErasure: "delete" },
  Snapshot: { holds: "State of a conversation, saved under a name", personColumn: "userId", onErasure: "delete-own-rows" },
  Persona: { holds: "Made-up people that testers talk as, and perhaps real ones", personColumn: "userId", onErasure: "delete-own-rows" },
  LostValue: {
    holds: "Which values a bot wrote over unseen, with keys that name people",
    personColumn: "userId",
    onErasure: "delete-own-rows",
  },
  BotSetting: { holds: "How a bot is run; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  RemoteBot: { holds: "Where a bot is and how it is asked; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  BotKey: { holds: "Hashes of a bot's keys; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  UserToken: { holds: "Which bot's connections a person is signed in to", personColumn: "userId", onErasure: "delete-own-rows" },
  Upload: { holds: "Files that people and bots sent", personColumn: "userId", onErasure: "delete-own-rows" },
  ProtocolExchange: { holds: "Requests and answers on the wire, with what people wrote", personColumn: null, onErasure: "delete" },
  ItemEncoding: { holds: "How an item travels; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  Person: { holds: "Whom the bots know, by name", personColumn: "id", onErasure: "delete-own-rows" },
  Identity: { holds: "A person's account on a channel", personColumn: "personId", onErasure: "delete-own-rows" },
  IdentityLink: { holds: "Which accounts are one person", personColumn: "identityId", onErasure: "delete-own-rows" },
  Acquaintance: { holds: "Which bots know an account, and since when not", personColumn: "identityId", onErasure: "delete-own-rows" },
  Fact: { holds: "Each remembered value, to be found by", personColumn: "identityId", onErasure: "delete-own-rows" },
  FactBacklog: { holds: "Which items have no facts yet; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  DictionaryPath: { holds: "What bots remember about people at all; no value", personColumn: null, onErasure: "keep-without-person" },
  DictionaryChange: { holds: "Who described a path how; no value", personColumn: null, onErasure: "keep-without-person" },
  PathDay: { holds: "How many people had a path on a day", personColumn: null, onErasure: "keep-without-person" },
  PathHint: { holds: "Why a path looks personal; no value", personColumn: null, onErasure: "keep-without-person" },
  AcceptedFinding: { holds: "Why a finding is accepted", personColumn: null, onErasure: "keep-without-person" },
  FactNote: { holds: "What reviewers say about a person's facts", personColumn: "identityId", onErasure: "delete-own-rows" },
  Unmasking: { holds: "Who was allowed to see a person's values, and why", personColumn: "personId", onErasure: "keep-without-person" },
  PrivacyRequest: {
    holds: "Cases that people opened, with what reviewers noted",
    personColumn: "personId",
    onErasure: "keep-without-person",
  },
  RequestEvent: { holds: "What happened to a case; nothing of people", personColumn: null, onErasure: "keep-without-person" },
  Restriction: { holds: "Whose data is not to be processed, and why", personColumn: "identityId", onErasure: "delete-own-rows" },
  LegalHold: { holds: "What must be kept, and for which matter", personColumn: "identityId", onErasure: "delete-own-rows" },
  Suppression: { holds: "Keyed hashes of who was erased; nothing else of people", personColumn: null, onErasure: "keep-without-person" },
};
