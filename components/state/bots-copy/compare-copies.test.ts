import { expect, test } from "vitest";
import type { BotCopy } from "@/lib/model";
import { compareCopies } from "./compare-copies";

const nothing = { user: null, conversation: null, private: null, dialog: null };
const copy = (turn: number, told: Partial<BotCopy>): BotCopy => ({
  turn,
  at: "2026-11-21T12:00:00.000Z",
  source: "inspection",
  ...nothing,
  ...told,
});
const [before, after] = [
  copy(1, { user: { count: 1 }, conversation: { topic: "tea" } }),
  copy(2, { user: { count: 2 }, conversation: {} }),
];

test("what changed between two copies is told by scope and path", () => {
  expect(compareCopies({ before, after, isSamePerson: true })).toEqual([
    { scope: "user", path: "/count", kind: "changed", before: 1, after: 2 },
    { scope: "conversation", path: "/topic", kind: "removed", before: "tea" },
  ]);
});

test("what is somebody else's is no change", () => {
  expect(compareCopies({ before, after, isSamePerson: false }).map(({ scope }) => scope)).toEqual(["conversation"]);
});

test("a scope that was not told before is no change, and neither is a first copy or one in another way", () => {
  expect(compareCopies({ before, after: copy(2, { ...before, dialog: [] }), isSamePerson: true })).toEqual([]);
  expect(compareCopies({ before: null, after, isSamePerson: true })).toEqual([]);
  expect(compareCopies({ before, after: { ...after, source: "debug" }, isSamePerson: true })).toEqual([]);
});
