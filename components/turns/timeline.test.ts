import fc from "fast-check";
import { expect, test } from "vitest";
import type { HandWrite, TurnSummary } from "@/lib/model";
import { mergeTimeline, upsertBy } from "./timeline";

const turn = (number: number): TurnSummary => ({
  number,
  outcome: "completed",
  startedAt: "2026-11-21T09:00:00.000Z",
  durationMs: 3,
  userId: "u",
  activityId: `a-${number}`,
  sentence: "hello",
  counts: {},
  error: null,
  lostUpdates: 0,
});
const write = (seq: number, afterTurn: number): HandWrite => ({
  seq,
  kind: "edit",
  at: "2026-11-21T09:00:00.000Z",
  by: "Ann",
  afterTurn,
  counts: {},
});
const keys = (turns: TurnSummary[], writes: HandWrite[]) => mergeTimeline(turns, writes).map((item) => item.key);

test("writes stand between the turns they were made between", () => {
  expect(keys([turn(1), turn(2)], [write(9, 2), write(4, 1), write(5, 1), write(1, 0)])).toEqual([
    "write-1",
    "turn-1",
    "write-4",
    "write-5",
    "turn-2",
    "write-9",
  ]);
});

test("a write after a turn that is not loaded comes before the first later one", () => {
  expect(keys([turn(8)], [write(3, 5)])).toEqual(["write-3", "turn-8"]);
});

test("nothing is lost, nothing is doubled, and turns stay in order", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 50 }));
  const seqs = fc.uniqueArray(fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 50 })), { selector: ([seq]) => seq });
  fc.assert(
    fc.property(numbers, seqs, (turnNumbers, writeSeqs) => {
      const items = mergeTimeline(
        turnNumbers.map(turn),
        writeSeqs.map(([seq, after]) => write(seq, after)),
      );
      expect(new Set(items.map((item) => item.key)).size).toBe(turnNumbers.length + writeSeqs.length);
      const order = items.flatMap((item) => (item.kind === "turn" ? [item.turn.number] : []));
      expect(order).toEqual([...turnNumbers].sort((a, b) => a - b));
    }),
  );
});

test("a turn that is reported again takes the place of its earlier report", () => {
  const running: TurnSummary = { ...turn(2), outcome: "running", durationMs: null };
  const result = upsertBy([turn(1), running], [turn(2)], (item) => item.number);
  expect(result.map((item) => [item.number, item.outcome])).toEqual([
    [1, "completed"],
    [2, "completed"],
  ]);
});

test("earlier turns that arrive late are put in front", () => {
  const result = upsertBy([turn(5)], [turn(3), turn(4)], (item) => item.number);
  expect(result.map((item) => item.number)).toEqual([3, 4, 5]);
});
