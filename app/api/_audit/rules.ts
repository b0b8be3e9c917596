import type { AuditRule } from "./audit-rule";

const read = (place: string): AuditRule => ({ action: "conversation.read", about: "conversation", place, isReading: true });
const viewed = (place: string): AuditRule => ({ action: "person.viewed", about: "person", place, isReading: true });
const written = (place: string): AuditRule => ({ action: "state.written", about: "conversation", place });
const changed = (action: AuditRule["action"], place?: string): AuditRule => ({ action, about: "bot", place, isAlways: true });

const noPeople = "nothing of a bot's people";
const ownOfBot = "the bot itself asks, with its key, for what is its own";
const ownOfPerson = "asked by the person, with a link that they were sent";
const ofCase = "the case puts on record what is done to it, in the transaction that does it";
const ofAccess = "put on record where it is done, in one transaction";
const ofTesters = "made-up people of testers";

/**
 * How each operation comes on record, or why it does not. What belongs to test bots only is not on record: talking with them, and reading or
 * writing their state, is everyday work.
 */
export const auditRules: Readonly<Record<string, AuditRule | string>> = {
  getHealth: noPeople,
  listBots: noPeople,
  addBot: { action: "bot.added", about: "nobody", isAlways: true },
  getBot: noPeople,
  changeBot: changed("bot.changed"),
  deleteBot: changed("bot.deleted"),
  renewBotKeys: changed("bot.keys-renewed"),
  probeBot: noPeople,
  listSignedIn: { action: "people.listed", about: "bot", place: "tokens", isReading: true },
  signOut: { action: "state.written", about: "bot", place: "tokens" },
  readStorage: ownOfBot,
  writeStorage: ownOfBot,
  deleteStorage: ownOfBot,

  startConversation: { action: "conversation.opened", about: "answer" },
  listConversations: { action: "conversation.listed", about: "answer", isReading: true },
  getConversation: read("conversation"),
  changeConversation: written("conversation"),
  listMembers: read("members"),
  addMember: written("members"),
  removeMember: written("members"),
  checkLeaks: read("activities"),
  getSignIn: ownOfPerson,
  finishSignIn: ownOfPerson,
  postActivity: { action: "conversation.posted", about: "conversation" },
  listActivities: read("activities"),
  listHistory: read("activities"),

  getState: read("state"),
  putState: { ...written("state"), action: ({ kind }) => (kind === "reset" ? "state.reset" : "state.written") },
  getScope: read("state"),
  putScope: written("state"),
  patchScope: written("state"),
  deleteScope: { ...written("state"), action: "state.reset" },
  attachInspection: { action: "conversation.posted", about: "conversation", place: "inspection" },
  getBotCopy: read("state"),
  restoreState: written("state"),
  putBackLostValues: written("state"),
  listLostValues: read("lost values"),
  decideLostValue: written("state"),

  listTurns: read("turns"),
  getTurn: read("turns"),
  getProtocolLog: read("protocol log"),
  forkConversation: { action: "conversation.forked", about: "conversation" },
  listBranches: read("conversation"),
  compareConversations: read("turns"),
  traceValue: read("state history"),
  listChangesAt: read("state history"),
  readTimeline: read("turns"),
  getTranscript: { action: "conversation.exported", about: "conversation", place: "transcript" },
  openTranscript: { action: "conversation.opened", about: "answer", place: "transcript" },
  getBundle: { action: "conversation.exported", about: "conversation", place: "bundle" },
  openBundle: { action: "conversation.opened", about: "answer", place: "bundle" },

  listSnapshots: { action: "snapshot.read", about: "answer", place: "list", isReading: true },
  createSnapshot: { action: "snapshot.saved", about: "conversation" },
  getSnapshot: { action: "snapshot.exported", about: "snapshot" },
  renameSnapshot: { action: "snapshot.saved", about: "snapshot", place: "name" },
  deleteSnapshot: { action: "snapshot.deleted", about: "snapshot" },
  applySnapshot: { action: "state.written", about: "conversation", place: "snapshot" },

  listDictionaries: noPeople,
  listPaths: { action: "dictionary.read", about: "bot", isReading: true },
  changeDictionary: changed("dictionary.changed"),
  listDictionaryChanges: noPeople,
  getPath: { action: "dictionary.read", about: "bot", isReading: true },
  listFindings: { action: "dictionary.read", about: "bot", place: "findings", isReading: true },
  acceptFinding: changed("finding.accepted"),
  reopenFinding: changed("finding.accepted", "opened again"),
  getDictionaryFile: noPeople,
  putDictionaryFile: changed("dictionary.changed", "file"),
  getOverview: noPeople,
  getNotice: noPeople,
  getProcessing: noPeople,
  changeProcessing: changed("dictionary.changed", "processing"),
  getProcessingRegister: noPeople,

  listPersonas: ofTesters,
  createPersona: ofTesters,
  replacePersona: ofTesters,
  deletePersona: ofTesters,

  listPeople: { action: "people.listed", about: "answer", isReading: true },
  searchPeople: { action: "people.listed", about: "answer", place: "search", isReading: true },
  getPerson: viewed("page"),
  listPersonFacts: viewed("facts"),
  getFactHistory: viewed("fact history"),
  listFactNotes: viewed("notes"),
  readPersonTranscript: viewed("transcript"),
  addFactNote: { action: "fact.noted", about: "person" },
  changeFactNote: { action: "fact.noted", about: "person" },
  linkIdentity: { action: "person.linked", about: "person", isAlways: true },
  unlinkIdentity: { action: "person.unlinked", about: "person", isAlways: true },

  getConversationMasking: "who sees whom; the conversation itself is on record",
  unmaskPerson: "put on record with the unmasking itself, in one transaction",
  listUnmaskings: { action: "audit.read", about: "person", place: "unmaskings", isReading: true },
  listAllUnmaskings: { action: "audit.read", about: "nobody", place: "unmaskings", isReading: true, isAlways: true },
  endUnmasking: "put on record with its end, in one transaction",

  listAudit: { action: "audit.read", about: "person", isReading: true, isAlways: true },
  verifyAudit: { action: "audit.verified", about: "nobody", isAlways: true },
  listExposed: { action: "audit.read", about: "nobody", place: "exposed", isAlways: true },
  listConsultations: { action: "audit.read", about: "person", place: "consultations", isAlways: true },

  listPrivacyRequests: { action: "people.listed", about: "answer", place: "cases", isReading: true, isAlways: true },
  getPrivacyRequest: { action: "person.viewed", about: "answer", place: "case", isReading: true, isAlways: true },
  openPrivacyRequest: ofCase,
  changePrivacyRequest: ofCase,
  refusePrivacyRequest: ofCase,
  extendPrivacyRequest: ofCase,
  pausePrivacyRequest: ofCase,
  sendIdentityCode: ofCase,
  identifyPerson: ofCase,
  putPrivacyRecipient: ofCase,
  makePrivacyExport: ofCase,
  fetchPrivacyExport: ofCase,

  getMe: noPeople,
  listAccounts: noPeople,
  listApiKeys: noPeople,
  readAccessLink: noPeople,
  signInHere: ofAccess,
  startProviderSignIn: ofAccess,
  signOutHere: ofAccess,
  changeOwnPassword: ofAccess,
  followAccessLink: ofAccess,
  addAccount: ofAccess,
  changeAccount: ofAccess,
  removeAccount: ofAccess,
  makePasswordLink: ofAccess,
  endAccountSessions: ofAccess,
  makeApiKey: ofAccess,
  revokeApiKey: ofAccess,
};
