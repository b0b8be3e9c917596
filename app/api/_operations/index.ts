import type { Operation } from "../_lib/operation";
import { listActivities, listHistory, postActivity } from "./activities";
import { addBot, changeBot, deleteBot, getBot, listBots, probeBot, renewBotKeys } from "./bots";
import { changeConversation, getConversation, listConversations, startConversation } from "./conversations";
import {
  changeDictionary,
  getDictionaryFile,
  getPath,
  listDictionaries,
  listDictionaryChanges,
  listPaths,
  putDictionaryFile,
} from "./dictionary";
import { getBundle, getTranscript, openBundle, openTranscript } from "./files";
import { acceptFinding, listFindings, reopenFinding } from "./findings";
import { branches, compare, fork, listChangesAt, putBack, readTimeline, restore, traceValue } from "./history";
import { attachInspection, getBotCopy } from "./inspection";
import { decideLostValue, listLostValues } from "./lost-values";
import { endUnmasking, getConversationMasking, listAllUnmaskings, listUnmaskings, unmaskPerson } from "./masking";
import { addMember, checkLeaks, listMembers, removeMember } from "./members";
import { changeProcessing, getNotice, getOverview, getProcessing, getProcessingRegister } from "./overview";
import {
  addFactNote,
  changeFactNoteOperation,
  getFactHistory,
  getPerson,
  linkIdentity,
  listFactNotes,
  listPeople,
  listPersonFacts,
  readPersonTranscript,
  searchPeople,
  unlinkIdentity,
} from "./people";
import { createPersona, deletePersona, listPersonas, replacePersona } from "./personas";
import { decideProposal, listProposals, proposeReset } from "./proposals";
import { getProtocolLog } from "./protocol-log";
import { correctFact, listCorrectionPlaces } from "./rectification";
import { getRetention, getSweepReceipt, previewRetention, putRetention, sweepRetention } from "./retention";
import { getHealth } from "./server";
import { finishSignIn, getSignIn, listSignedIn, signOut } from "./sign-ins";
import { applySnapshot, createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, renameSnapshot } from "./snapshots";
import { getStanding, holdPerson, liftRestriction, listHolds, listStanding, releaseHold, restrictPerson, reviewHold } from "./standing";
import { deleteScope, getScope, getState, patchScope, putScope, putState } from "./state";
import { deleteStorage, readStorage, writeStorage } from "./storage";
import { getTurn, listTurns } from "./turns";

/** Everything the API does, in the order of its documentation. */
export const operations: readonly Operation[] = [
  getHealth,
  listBots,
  addBot,
  getBot,
  changeBot,
  deleteBot,
  renewBotKeys,
  probeBot,
  listSignedIn,
  signOut,
  readStorage,
  writeStorage,
  deleteStorage,
  startConversation,
  listConversations,
  getConversation,
  changeConversation,
  listMembers,
  addMember,
  removeMember,
  checkLeaks,
  getSignIn,
  finishSignIn,
  postActivity,
  listActivities,
  listHistory,
  getState,
  putState,
  attachInspection,
  getBotCopy,
  getScope,
  putScope,
  patchScope,
  deleteScope,
  listTurns,
  getTurn,
  getProtocolLog,
  restore,
  putBack,
  listLostValues,
  decideLostValue,
  fork,
  branches,
  compare,
  traceValue,
  listChangesAt,
  readTimeline,
  listSnapshots,
  createSnapshot,
  getSnapshot,
  renameSnapshot,
  deleteSnapshot,
  applySnapshot,
  listDictionaries,
  listPaths,
  changeDictionary,
  listDictionaryChanges,
  getPath,
  listFindings,
  acceptFinding,
  reopenFinding,
  getDictionaryFile,
  putDictionaryFile,
  getOverview,
  getNotice,
  getProcessing,
  changeProcessing,
  getProcessingRegister,
  listPersonas,
  createPersona,
  replacePersona,
  deletePersona,
  listPeople,
  searchPeople,
  getPerson,
  listPersonFacts,
  getFactHistory,
  readPersonTranscript,
  getConversationMasking,
  unmaskPerson,
  listUnmaskings,
  listAllUnmaskings,
  endUnmasking,
  linkIdentity,
  unlinkIdentity,
  listFactNotes,
  addFactNote,
  changeFactNoteOperation,
  listCorrectionPlaces,
  correctFact,
  getStanding,
  listStanding,
  restrictPerson,
  liftRestriction,
  holdPerson,
  listHolds,
  reviewHold,
  releaseHold,
  listProposals,
  proposeReset,
  decideProposal,
  getRetention,
  putRetention,
  previewRetention,
  sweepRetention,
  getSweepReceipt,
  getTranscript,
  openTranscript,
  getBundle,
  openBundle,
];
