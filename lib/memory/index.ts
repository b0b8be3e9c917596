export { type ChangeDictionaryInput, changeDictionary } from "./dictionary/change-dictionary";
export { countUnclassified } from "./dictionary/count-unclassified";
export { importFile } from "./dictionary/file/import-file";
export { readFile, toCsv } from "./dictionary/file/read-file";
export { listChanges } from "./dictionary/list-changes";
export { type ListPathsRequest, listPaths } from "./dictionary/list-paths";
export { readPath } from "./dictionary/read-path";
export { hideInChanges, hideInTrace, hideInTurn } from "./expired/hide-earlier";
export { hideInExchanges } from "./expired/hide-exchanges";
export { hideExpired } from "./expired/hide-expired";
export { hideInBundle } from "./expired/hide-in-bundle";
export { hideInCopy } from "./expired/hide-in-copy";
export { hideInSnapshot, requireCurrentSnapshot } from "./expired/hide-in-snapshot";
export { hideInLost, requireCurrentLost } from "./expired/hide-lost";
export { type ExpiredLogs, type ExpiredParts, findPastSaid, isCurrent, judgeExpiry, type OfMembers } from "./expired/judge";
export { bringBackSeen, requireCurrentConversation, requireCurrentSaid, requireUnexpired, writeSeen } from "./expired/write-seen";
export { acceptFinding, reopenFinding } from "./findings/accept-finding";
export { type ListFindingsRequest, listFindings } from "./findings/list-findings";
export { watchForHints } from "./hints/watch-for-hints";
export { accountAmong, accountOf } from "./masking/account-of";
export { botsOfConversation, botsOfIdentity, botsOfPerson, botsOfSnapshot, botsOfUnmasking } from "./masking/bots-of";
export { conversationParties } from "./masking/conversation-parties";
export { LiveOutbox } from "./masking/live-outbox";
export { maskLiveEvent } from "./masking/mask-live-event";
export { readConversationMasking } from "./masking/read-conversation-masking";
export { readerSight } from "./masking/reader-sight";
export {
  countUnmasked,
  purposeOf,
  type Subjects,
  subjectsOfConversation,
  subjectsOfPerson,
  subjectsOfSnapshot,
} from "./masking/subjects";
export { endUnmasking, listUnmaskings, unmaskPerson } from "./masking/unmaskings";
export { toNoticeHtml } from "./overview/notice-html";
export { changeProcessing, findProcessing, readProcessing } from "./overview/processing";
export { readNotice } from "./overview/read-notice";
export { readOverview, toOverviewCsv } from "./overview/read-overview";
export { readRegister, toRegisterCsv } from "./overview/read-register";
export { describePeople } from "./people/describe-people";
export { addNote, changeNote, listNotes } from "./people/fact-notes";
export { keepCounting } from "./people/keep-counting";
export { linkIdentity } from "./people/link-identity";
export { listFacts } from "./people/list-facts";
export { listPeople } from "./people/list-people";
export { readFactHistory } from "./people/read-fact-history";
export { readPerson } from "./people/read-person";
export { readTranscript } from "./people/read-transcript";
export { requirePerson } from "./people/require-person";
export { unlinkIdentity } from "./people/unlink-identity";
