import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeTimeline } from "@/components/turns/timeline";
import type { HandWrite, TurnSummary } from "@/lib/model";
import { type Moment, momentOfLink, toLink, toStateMoment, turnAtMoment } from "./moment";
import { indexOfMoment, momentAt, nowIndex, toStops } from "./stops";

const turn = (number: number): TurnSummary => ({
  number,
  outcome: "completed",
  startedAt: "2026-11-21T12:00:00.000Z",
  durationMs: 9,
  userId: "u",
  activityId: `a${number}`,
  sentence: `said ${number}`,
  counts: {},
  error: null,
  lostUpdates: 0,
});
const write = (seq: number, afterTurn: number): HandWrite => ({
  seq,
  kind: "edit",
  at: "2026-11-21T12:00:00.000Z",
  by: "Ann",
  afterTurn,
  counts: {},
});

test("turns that are not held have a stop each, writes stand between the turns, and now comes last", () => {
  const stops = toStops(mergeTimeline([turn(3), turn(4)], [write(70, 3)]));
  expect(nowIndex(stops)).toBe(5);
  expect(momentAt(stops, 0)).toEqual({ kind: "turn", turn: 1, isBefore: false });
  expect(momentAt(stops, 3, true)).toEqual({ kind: "write", seq: 70, isBefore: true });
  expect(momentAt(stops, 5)).toBe(null);
  expect(indexOfMoment(stops, { kind: "turn", turn: 9, isBefore: false })).toBe(null);
});

test("every stop is found again by its moment", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.array(fc.nat(90)), (earlier, held, writtenAfter) => {
      const turns = Array.from({ length: held }, (_, index) => turn(earlier + index + 1));
      const writes = writtenAfter
        .filter((after) => after >= earlier && after <= earlier + held)
        .map((after, index) => write(index + 1, after));
      const stops = toStops(mergeTimeline(turns, writes));
      for (let index = 0; index <= nowIndex(stops); index += 1) expect(indexOfMoment(stops, momentAt(stops, index))).toBe(index);
    }),
  );
});

const moments: Moment[] = [
  { kind: "turn", turn: 3, isBefore: false },
  { kind: "turn", turn: 3, isBefore: true },
  { kind: "write", seq: 12, isBefore: false },
];

test.each(moments)("a moment is the same again out of an address", (moment) => {
  expect(momentOfLink({ ...toLink(moment), tab: null, scope: null, path: null })).toEqual(moment);
});

test("before a write is after the write that came before it", () => {
  expect(toStateMoment({ kind: "write", seq: 12, isBefore: true })).toEqual({ seq: 11 });
  expect(toStateMoment({ kind: "write", seq: 1, isBefore: true })).toEqual({ turn: 0 });
  expect(toStateMoment({ kind: "turn", turn: 3, isBefore: true })).toEqual({ turn: 3, before: true });
});

test("a write has the turn behind it after which it was made", () => {
  const items = mergeTimeline([turn(1), turn(2)], [write(7, 1)]);
  expect(turnAtMoment({ kind: "write", seq: 7, isBefore: false }, items)).toBe(1);
  expect(turnAtMoment({ kind: "write", seq: 8, isBefore: false }, items)).toBe(null);
});
