import { expect, test } from "vitest";
import { mergeTimeline } from "@/components/turns/timeline";
import type { TurnSummary } from "@/lib/model";
import { describeMarks, listMarks } from "./marks";
import { toStops } from "./stops";

const changed = { user: { added: 1, changed: 0, removed: 0 } };
const turn = (number: number, more: Partial<TurnSummary> = {}): TurnSummary => ({
  number,
  outcome: "completed",
  startedAt: "2026-11-21T12:00:00.000Z",
  durationMs: 9,
  userId: "u",
  activityId: `a${number}`,
  sentence: "",
  counts: {},
  error: null,
  lostUpdates: 0,
  ...more,
});
const turns = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => turn(from + index));

test("turns that are held have a mark each, by what happened in them", () => {
  const held = [turn(1), turn(2, { counts: changed }), turn(3, { counts: changed, outcome: "failed" }), turn(4, { outcome: "running" })];
  const write = { seq: 9, kind: "edit" as const, at: "", by: "Ann", afterTurn: 4, counts: changed };
  const marks = listMarks(toStops(mergeTimeline(held, [write])), undefined);
  expect(marks.map(({ kind, percent }) => [kind, percent])).toEqual([["quiet", 0], ["changed", 20], ["failed", 40], ["quiet", 60], ["write", 80]]); // biome-ignore format: pairs
});

test("a turn of somebody who was erased has not failed", () => {
  const marks = listMarks(toStops(mergeTimeline([turn(1), turn(2, { outcome: "erased" })], [])), undefined);
  expect(marks.map(({ kind }) => kind)).toEqual(["quiet", "erased"]);
  expect(describeMarks(marks)).toBe("Marked along it: erased turns.");
});

test("what is marked is told in words too, each kind once", () => {
  const held = [turn(1), turn(2, { counts: changed }), turn(3, { counts: changed }), turn(4, { lostUpdates: 2 })];
  expect(describeMarks(listMarks(toStops(mergeTimeline(held, [])), undefined))).toBe("Marked along it: changes of state, lost updates.");
  expect(describeMarks(listMarks(toStops(mergeTimeline([turn(1)], [])), undefined))).toBeUndefined();
});

test("of a long conversation the summary is drawn, and of what is held failures and writes by hand only", () => {
  const stops = toStops(mergeTimeline([...turns(901, 999), turn(1000, { outcome: "failed" })], []));
  const marks = [
    { turn: 1, changed: 4, failed: 1, erased: 1, lost: 1, byHand: 2 },
    { turn: 996, changed: 1, failed: 1, erased: 1, lost: 1, byHand: 0 },
  ];
  const drawn = listMarks(stops, { turnCount: 1000, turnsPerMark: 5, marks });
  expect(drawn.map(({ kind, percent }) => [kind, percent])).toEqual([["changed", 0.2], ["failed", 0.2], ["erased", 0.2], ["write", 0.2], ["lost", 0.2], ["changed", 99.7], ["failed", 99.9]]); // biome-ignore format: pairs
});
