import { expect, test } from "vitest";
import type { TranscriptLine } from "@/lib/model";
import { byTurn } from "./by-turn";

const line = (position: number, turn: number | null): TranscriptLine => ({
  position,
  turn,
  at: "2026-11-20T10:00:00.000Z",
  by: "bot",
  speaker: null,
  words: "hi",
  isSaid: true,
});
const shape = (lines: readonly TranscriptLine[]) => byTurn(lines).map((one) => [one.turn, one.lines.map(({ position }) => position)]);

test("lines of one turn stand together, in their order", () => {
  expect(shape([line(0, 1), line(1, 1), line(2, 2), line(3, 2)])).toEqual([
    [1, [0, 1]],
    [2, [2, 3]],
  ]);
});

test("what came late stands where it came, not where its turn began", () => {
  expect(shape([line(0, 1), line(1, null), line(2, 1)])).toEqual([
    [1, [0]],
    [null, [1]],
    [1, [2]],
  ]);
});
