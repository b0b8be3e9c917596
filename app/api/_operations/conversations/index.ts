import type { Operation } from "../../_lib/operation";
import { listActivities, listHistory, postActivity } from "./activities";
import { changeConversation, getConversation, listConversations, startConversation } from "./conversations";
import { getBundle, getTranscript, makeFixture, openBundle, openTranscript } from "./files";
import { branches, compare, fork, listChangesAt, putBack, readTimeline, restore, traceValue } from "./history";
import { attachInspection, getBotCopy } from "./inspection";
import { decideLostValue, listLostValues } from "./lost-values";
import { addMember, checkLeaks, listMembers, removeMember } from "./members";
import { getProtocolLog } from "./protocol-log";
import { finishSignIn, getSignIn } from "./sign-ins";
import { applySnapshot, createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, renameSnapshot } from "./snapshots";
import { deleteScope, getScope, getState, patchScope, putScope, putState } from "./state";
import { getTurn, listTurns } from "./turns";

/** One conversation: its people, what is said, its state and its past. */
export const conversationOperations: readonly Operation[] = [
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
];

export const snapshotOperations: readonly Operation[] = [
  listSnapshots,
  createSnapshot,
  getSnapshot,
  renameSnapshot,
  deleteSnapshot,
  applySnapshot,
];

export const fileOperations: readonly Operation[] = [getTranscript, openTranscript, getBundle, makeFixture, openBundle];
