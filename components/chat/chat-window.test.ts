import fc from "fast-check";
import { expect, test } from "vitest";
import { logged as loggedIn } from "@/components/live/testing/scripted-server";
import type { LoggedActivity } from "@/lib/model";
import { ChatWindow, isForChat } from "./chat-window";

const logged = (position: number, text = String(position)): LoggedActivity => loggedIn("c-1", position, { text });
const run = (from: number, to: number): LoggedActivity[] => Array.from({ length: to - from }, (_, index) => logged(from + index));
const positions = (window: ChatWindow): number[] => window.all().map(({ position }) => position);

test("it holds an unbroken run of the log, whatever comes in what order", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("newer" as const), count: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant("repeat" as const), count: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant("earlier" as const), count: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant("trim" as const), count: fc.integer({ min: 1, max: 30 }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const window = new ChatWindow();
      window.add(run(50, 60));
      let end = 60;
      for (const { kind, count } of steps) {
        const first = window.firstPosition;
        if (kind === "newer") window.add(run(end, end + count).toReversed());
        if (kind === "newer") end += count;
        if (kind === "repeat") window.add(run(Math.max(0, end - count), end));
        if (kind === "earlier") window.addEarlier(run(Math.max(0, first - count), first));
        if (kind === "trim") window.trim(count);
        expect(positions(window)).toEqual(run(window.firstPosition, end).map(({ position }) => position));
      }
    }),
  );
});

test("a new version of an activity takes the place of the old one", () => {
  const window = new ChatWindow();
  window.add(run(0, 3));
  expect(window.add([logged(1, "changed")])).toHaveLength(1);
  expect(window.all().map(({ activity }) => activity.text)).toEqual(["0", "changed", "2"]);
});

test("a new version of an activity that was let go does not come back alone", () => {
  const window = new ChatWindow();
  window.add(run(0, 10));
  window.trim(3);
  expect(window.add([logged(1, "changed")])).toEqual([]);
  expect(positions(window)).toEqual([7, 8, 9]);
});

test("there is something earlier until the first activity of the log is held", () => {
  const window = new ChatWindow();
  expect(window.hasEarlier).toBe(false);
  window.add(run(5, 8));
  expect(window.hasEarlier).toBe(true);
  window.addEarlier(run(0, 5));
  expect(window.hasEarlier).toBe(false);
});

test("a typing that is over is not shown again when a conversation is opened", () => {
  const { activity } = loggedIn("c-1", 0, { type: "typing" });
  const at = Date.parse(activity.timestamp);
  expect(isForChat(activity, at + 1_000)).toBe(true);
  expect(isForChat(activity, at + 60_000)).toBe(false);
});
