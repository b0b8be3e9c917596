import { expect, test } from "vitest";
import type { TurnSummary } from "@/lib/model";
import type { TimelineItem } from "./timeline";
import { isShown, timelineFilters } from "./timeline-filter";

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
  expect(timelineFilters.filter((filter) => isShown(item, filter))).toEqual(expected);
});
