import { expect, test } from "vitest";
import { logged } from "@/components/live/testing/scripted-server";
import { type AllScopes, emptyScopeState, type HandWrite, type LiveEvent, type StateChange, type TurnSummary } from "@/lib/model";
import { type ConversationData, emptyConversation, reduceConversation } from "./conversation-reducer";

const at = "2026-11-21T09:00:00.000Z";
const turn = (number: number): TurnSummary => ({
  number,
  outcome: "completed",
  startedAt: at,
  durationMs: 3,
  userId: "u-ann",
  activityId: `a-${number}`,
  sentence: "hello",
  counts: {},
  error: null,
  lostUpdates: 0,
});
const write = (seq: number, afterTurn: number): HandWrite => ({ seq, kind: "edit", at, by: "Ann", afterTurn, counts: {} });
const stateWith = (name: string): AllScopes => ({
  user: { ...emptyScopeState, data: { name } },
  conversation: emptyScopeState,
  private: emptyScopeState,
  dialog: emptyScopeState,
});
const added: StateChange = { scope: "user", path: "/name", kind: "added", after: "Ann" };

function watching(turns: TurnSummary[], isReset = true): Extract<LiveEvent, { type: "watching" }> {
  const members = [{ id: "u-ann", name: "Ann" }];
  const conversation = {
    conversationId: "c-1",
    botId: "b",
    channelId: "emulator",
    createdAt: at,
    lastActivityAt: at,
    turnCount: turns.length,
    activityCount: 0,
    forkedFrom: null,
    origin: null,
    isReadOnly: false,
    locale: null,
    timeZone: null,
    members,
  };
  return {
    type: "watching",
    openClashes: 0,
    userId: "u-ann",
    conversation,
    activities: [],
    watermark: 0,
    isReset,
    state: stateWith("Ann"),
    turns,
    writes: [],
  };
}

const opened = (turns: TurnSummary[]): ConversationData => reduceConversation(emptyConversation("u-ann"), watching(turns));

test("watching fills the page", () => {
  const data = opened([turn(1)]);
  expect([data.isLoading, data.turns.length, data.state?.user.data]).toEqual([false, 1, { name: "Ann" }]);
});

test("after a break, turns that were missed are put behind those that are held", () => {
  const data = reduceConversation(opened([turn(1), turn(2)]), watching([turn(2), turn(3)], false));
  expect(data.turns.map((item) => item.number)).toEqual([1, 2, 3]);
});

test("an answer that comes after the person was switched is not taken over", () => {
  const data = reduceConversation(opened([]), { type: "person-switched", userId: "u-bo" });
  expect(reduceConversation(data, watching([turn(1)]))).toBe(data);
});

test("state of another person is not taken over", () => {
  const data = opened([]);
  const event = {
    type: "state",
    conversationId: "c-1",
    userId: "u-bo",
    turn: 1,
    state: stateWith("Bo"),
    changes: [added],
    write: null,
  } as const;
  expect(reduceConversation(data, { ...event, changes: [...event.changes] })).toBe(data);
});

test("a hand-made write is listed and its changes are marked without a turn", () => {
  const data = reduceConversation(opened([turn(1)]), {
    type: "state",
    conversationId: "c-1",
    userId: "u-ann",
    turn: null,
    state: stateWith("Anna"),
    changes: [added],
    write: write(7, 1),
  });
  expect([data.changesTurn, data.changes, data.writes.length]).toEqual([null, [added], 1]);
});

test("switching person takes the state of the last one off the screen", () => {
  const data = reduceConversation(opened([turn(1)]), { type: "person-switched", userId: "u-bo" });
  expect([data.state, data.isLoading, data.turns.length]).toEqual([null, true, 1]);
});

test("changes of the last turn that arrive late do not cover newer ones", () => {
  const fresh = opened([turn(1)]);
  const late = { type: "last-changes-loaded", turn: 1, changes: [added] } as const;
  expect(reduceConversation(fresh, { ...late, changes: [added] }).changesTurn).toBe(1);
  const newer = reduceConversation(fresh, { type: "turn", conversationId: "c-1", turn: turn(2) });
  expect(reduceConversation(newer, { ...late, changes: [added] }).changes).toEqual([]);
});

test("a turn that changes nothing ends the marks of the turn before", () => {
  const marked = reduceConversation(opened([turn(1)]), { type: "last-changes-loaded", turn: 1, changes: [added] });
  const quiet = reduceConversation(marked, { type: "turn", conversationId: "c-1", turn: turn(2) });
  expect([quiet.changes, quiet.changesTurn]).toEqual([[], 2]);
  const counts = { user: { added: 1, changed: 0, removed: 0 } };
  const busy = reduceConversation(marked, { type: "turn", conversationId: "c-1", turn: { ...turn(2), counts } });
  expect([busy.changes, busy.changesTurn]).toEqual([[added], 1]);
});

test("what the bot offers is shown with the state of the turn that it belongs to", () => {
  const suggestedActions = { actions: [{ title: "Yes" }] };
  const question = logged("c-1", 3, { from: { id: "bot", role: "bot" }, suggestedActions });
  const asked = { type: "activities", conversationId: "c-1", activities: [question], watermark: 4 } as const;
  const running = reduceConversation(opened([{ ...turn(1), outcome: "running" }]), { ...asked, activities: [question] });
  expect(running.suggestedActions).toEqual([]);
  const state = { type: "state", conversationId: "c-1", userId: "u-ann", turn: 1, state: {}, changes: [], write: null } as const;
  expect(reduceConversation(running, { ...state, changes: [] }).suggestedActions).toEqual(["Yes"]);
  const ended = { type: "turn", conversationId: "c-1", turn: turn(1) } as const;
  expect(reduceConversation(running, ended).suggestedActions).toEqual(["Yes"]);
  const late = reduceConversation(opened([turn(1)]), { ...asked, activities: [question] });
  expect(late.suggestedActions).toEqual(["Yes"]);
});

test("marks of before a break go when something happened in it", () => {
  const marked = reduceConversation(opened([turn(1)]), { type: "last-changes-loaded", turn: 1, changes: [added] });
  expect(reduceConversation(marked, watching([turn(1)], false)).changes).toEqual([added]);
  const after = reduceConversation(marked, watching([turn(2)], false));
  expect([after.changes, after.changesTurn]).toEqual([[], null]);
});

test("news of lost values change the count of open clashes, and make what is shown of them be read again", () => {
  const before = opened([turn(1)]);
  const data = reduceConversation(before, { type: "lost-values", conversationId: "c", openClashes: 2 });
  expect([before.openClashes, data.openClashes]).toEqual([0, 2]);
  expect(data.lostValuesVersion).toBeGreaterThan(before.lostValuesVersion);
});
