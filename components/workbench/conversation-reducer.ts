import { upsertBy } from "@/components/turns/timeline";
import {
  type AllScopes,
  type ConversationSummary,
  type HandWrite,
  type LiveEvent,
  type LoggedActivity,
  type StateChange,
  scopes,
  type TurnSummary,
} from "@/lib/model";
import { findLastBotMessage, listSuggestedActions } from "./suggested-actions";

/** What the page holds of the conversation in front of it; every part comes from the live socket or the HTTP API. */
export type ConversationData = {
  /** Whose user and private state is shown, and who speaks in the chat. */
  userId: string;
  /** Null until the server has answered for the first time. */
  conversation: ConversationSummary | null;
  /** Null until it has arrived. */
  state: AllScopes | null;
  /** What the newest turn or hand-made write changed; marked in the panels until the next one. */
  changes: StateChange[];
  /** The turn that made `changes`; null when a person made them, or nothing has changed yet. */
  changesTurn: number | null;
  /** In order, oldest first. */
  turns: TurnSummary[];
  writes: HandWrite[];
  lastBotMessage: LoggedActivity | null;
  /** Position of the newest conversationUpdate that came while the page was open; null when none did. */
  updateAt: number | null;
  /** Of the bot's last message at the moment that `state` shows: while a turn runs, what it says is ahead of its state. */
  suggestedActions: string[];
  /** Clashes that wait for a decision. */
  openClashes: number;
  /** Grows whenever something about lost values has changed. */
  lostValuesVersion: number;
  isLoading: boolean;
};

type LiveUpdate = Extract<LiveEvent, { type: "watching" | "activities" | "turn" | "state" | "lost-values" }>;

export type ConversationAction =
  | LiveUpdate
  | { type: "person-switched"; userId: string }
  | { type: "conversation-loaded"; conversation: ConversationSummary }
  | { type: "earlier-loaded"; turns: TurnSummary[]; writes: HandWrite[] }
  /** The changes of the newest turn, for a page that was opened after it. */
  | { type: "last-changes-loaded"; turn: number; changes: StateChange[] };

export function emptyConversation(userId: string): ConversationData {
  return {
    userId,
    conversation: null,
    state: null,
    changes: [],
    changesTurn: null,
    turns: [],
    writes: [],
    lastBotMessage: null,
    updateAt: null,
    suggestedActions: [],
    openClashes: 0,
    lostValuesVersion: 0,
    isLoading: true,
  };
}

const turnNumber = (turn: TurnSummary): number => turn.number;
const writeSeq = (write: HandWrite): number => write.seq;

type Watching = Extract<LiveUpdate, { type: "watching" }>;

/** Whether something happened to the state while the page was away, so that its marks are out of date. */
function hasMissed(data: ConversationData, event: Watching): boolean {
  const lastTurn = event.turns.at(-1)?.number ?? 0;
  const lastWrite = event.writes.at(-1)?.seq ?? 0;
  return lastTurn > (data.turns.at(-1)?.number ?? 0) || lastWrite > (data.writes.at(-1)?.seq ?? 0);
}

function onWatching(data: ConversationData, event: Watching): ConversationData {
  if (event.userId !== data.userId) return data;
  const lastBotMessage = findLastBotMessage(event.isReset ? null : data.lastBotMessage, event.activities);
  return {
    ...data,
    ...(hasMissed(data, event) && { changes: [], changesTurn: null }),
    conversation: event.conversation,
    state: event.state,
    turns: upsertBy(event.isReset ? [] : data.turns, event.turns, turnNumber),
    writes: upsertBy(event.isReset ? [] : data.writes, event.writes, writeSeq),
    lastBotMessage,
    suggestedActions: listSuggestedActions(lastBotMessage, data.suggestedActions),
    openClashes: event.openClashes,
    lostValuesVersion: data.lostValuesVersion + 1,
    isLoading: false,
  };
}

function onActivities(before: ConversationData, activities: readonly LoggedActivity[]): ConversationData {
  const update = activities.findLast(({ activity }) => activity.type === "conversationUpdate");
  const data = update ? { ...before, updateAt: update.position } : before;
  const lastBotMessage = findLastBotMessage(data.lastBotMessage, activities);
  if (lastBotMessage === data.lastBotMessage) return data;
  const isTurnRunning = data.turns.at(-1)?.outcome === "running";
  const suggestedActions = isTurnRunning ? data.suggestedActions : listSuggestedActions(lastBotMessage, data.suggestedActions);
  return { ...data, lastBotMessage, suggestedActions };
}

/** Whether a turn touched a scope that is on the screen: another person's own scopes are not. */
function isVisibleIn(data: ConversationData, turn: TurnSummary): boolean {
  const isMine = turn.userId === data.userId;
  return scopes.some((scope) => turn.counts[scope] !== undefined && (isMine || scope === "conversation" || scope === "dialog"));
}

function onTurn(data: ConversationData, turn: TurnSummary): ConversationData {
  const { conversation, lastBotMessage, suggestedActions } = data;
  const isRunning = turn.outcome === "running";
  // A turn that changes nothing here has no state event to follow, and still ends the marks of the one before.
  const endsMarks = !isRunning && turn.number > (data.changesTurn ?? 0) && !isVisibleIn(data, turn);
  return {
    ...data,
    ...(endsMarks && { changes: [], changesTurn: turn.number }),
    suggestedActions: isRunning ? suggestedActions : listSuggestedActions(lastBotMessage, suggestedActions),
    turns: upsertBy(data.turns, [turn], turnNumber),
    conversation: conversation && { ...conversation, turnCount: Math.max(conversation.turnCount, turn.number) },
  };
}

function onState(data: ConversationData, event: Extract<LiveUpdate, { type: "state" }>): ConversationData {
  if (event.userId !== data.userId) return data;
  return {
    ...data,
    state: data.state && { ...data.state, ...event.state },
    changes: event.changes,
    changesTurn: event.turn,
    suggestedActions: listSuggestedActions(data.lastBotMessage, data.suggestedActions),
    writes: event.write ? upsertBy(data.writes, [event.write], writeSeq) : data.writes,
    isLoading: false,
  };
}

/** True while nothing has changed since that turn, so that its changes are still what is to be marked. */
function isStillNewest(data: ConversationData, turn: number): boolean {
  const isUntouched = data.changesTurn === null && data.changes.length === 0;
  return isUntouched && data.turns.at(-1)?.number === turn && data.writes.every((write) => write.afterTurn < turn);
}

export function reduceConversation(data: ConversationData, action: ConversationAction): ConversationData {
  switch (action.type) {
    case "watching":
      return onWatching(data, action);
    case "activities":
      return onActivities(data, action.activities);
    case "turn":
      return onTurn(data, action.turn);
    case "state":
      return onState(data, action);
    case "lost-values":
      return { ...data, openClashes: action.openClashes, lostValuesVersion: data.lostValuesVersion + 1 };
    case "person-switched":
      // Another person's user and private state must not stay on the screen under the new name, not even while offline.
      return { ...data, userId: action.userId, state: null, changes: [], changesTurn: null, isLoading: true };
    case "conversation-loaded":
      return { ...data, conversation: action.conversation };
    case "earlier-loaded":
      return { ...data, turns: upsertBy(data.turns, action.turns, turnNumber), writes: upsertBy(data.writes, action.writes, writeSeq) };
    case "last-changes-loaded":
      return isStillNewest(data, action.turn) ? { ...data, changes: action.changes, changesTurn: action.turn } : data;
  }
}
