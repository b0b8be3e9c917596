import { expect, test } from "vitest";
import type { DialogEvent } from "@/lib/model";
import { describeEvent, toStackBars } from "./stack-bars";

const event = (kind: DialogEvent["kind"], dialogId: string, within: string[] = [], step?: DialogEvent["step"]): DialogEvent => ({
  kind,
  dialogId,
  within,
  atMs: 1,
  ...(step && { step }),
});

test("a dialog that begins and ends within one turn is a bar of its own", () => {
  const bars = toStackBars([event("continued", "trip"), event("begun", "confirm", ["trip"]), event("ended", "confirm", ["trip"])]);
  expect(bars).toEqual([
    { id: 0, dialogId: "trip", depth: 0, from: null, to: null, end: null, steps: [] },
    { id: 1, dialogId: "confirm", depth: 1, from: 1, to: 2, end: "ended", steps: [] },
  ]);
});

test("a dialog that is replaced by itself makes two bars", () => {
  const bars = toStackBars([event("replaced", "ask"), event("begun", "ask"), event("step", "ask", [], { index: 0, name: "" })]);
  expect(bars.map(({ from, to, end, steps }) => [from, to, end, steps.length])).toEqual([
    [null, 0, "replaced", 0],
    [1, null, null, 1],
  ]);
});

test("an event is told in words, with where it happened", () => {
  expect(describeEvent(event("step", "age", ["profile"], { index: 1, name: "askAge" }))).toBe("profile › age: step 2 (askAge)");
  expect(describeEvent(event("cancelled", "age"))).toBe("age: cancelled");
});
