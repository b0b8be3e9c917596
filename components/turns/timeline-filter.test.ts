import { expect, test } from "vitest";
import type { TurnSummary } from "@/lib/model";
import type { TimelineItem } from "./timeline";
import { countNarrowing, isShown, noFilter, type TimelineFilter, timelineKinds } from "./timeline-filter";

const at = "2026-11-21T09:00:00.000Z";
const counts = { user: { added: 1, changed: 0, removed: 0 } };
const turn = (more: Partial<TurnSummary>): TimelineItem => ({
  kind: "turn",
  key: "turn-1",
  turn: {
    number: 1,
    outcome: "completed",
    startedAt: at,
    durationMs: 1,
    userId: "u",
    activityId: "a",
    sentence: "hi",
    counts: {},
    error: null,
    lostUpdates: 0,
    ...more,
  },
});
const write: TimelineItem = { kind: "write", key: "write-1", write: { seq: 1, kind: "edit", at, by: "Ann", afterTurn: 1, counts } };

test.each([
  ["a quiet turn", turn({}), ["all"]],
  ["a turn that changed state", turn({ counts }), ["all", "changed"]],
  ["a failed turn", turn({ outcome: "failed" }), ["all", "failed"]],
  ["a turn cut off by a stop of the server", turn({ outcome: "interrupted" }), ["all", "failed"]],
  ["a running turn", turn({ outcome: "running" }), ["all"]],
  ["a hand-made edit", write, ["all", "changed", "by-hand"]],
])("%s is shown where it belongs", (_, item, expected) => {
  expect(timelineKinds.filter((kind) => isShown(item, { ...noFilter, kind }, null))).toEqual(expected);
});

const narrowings: [string, Partial<TimelineFilter>, boolean[]][] = [
  ["a scope", { scope: "user" }, [true, false, true]],
  ["another scope", { scope: "dialog" }, [false, false, false]],
  ["a duration", { slowerThanMs: 100 }, [true, false, false]],
  ["a person", { userId: "bo" }, [false, true, false]],
  ["a scope and a person", { scope: "user", userId: "bo" }, [false, false, false]],
];

test.each(narrowings)("narrowed to %s, only what fits is left", (_, narrowing, expected) => {
  const items = [turn({ counts, durationMs: 101 }), turn({ userId: "bo", durationMs: 100 }), write];
  expect(items.map((item) => isShown(item, { ...noFilter, ...narrowing }, null))).toEqual(expected);
});

test("narrowed to a path, what changed that path is left", () => {
  expect([turn({ counts }), write].map((item) => isShown(item, { ...noFilter, scope: "user", path: "/a" }, new Set(["write-1"])))).toEqual([
    false,
    true,
  ]);
});

test("what narrows is counted, blank text does not", () => {
  expect(countNarrowing({ ...noFilter, kind: "failed", path: "  " })).toBe(0);
  expect(countNarrowing({ ...noFilter, scope: "user", slowerThanMs: 0 })).toBe(2);
});
