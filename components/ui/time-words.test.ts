import { expect, test } from "vitest";
import { durationText, timeAgo } from "./time-words";

const now = Date.parse("2026-11-21T12:00:00.000Z");

test.each([
  ["2026-11-21T11:59:30.000Z", "just now"],
  ["2026-11-21T11:55:00.000Z", "5 min ago"],
  ["2026-11-21T09:00:00.000Z", "3 h ago"],
  ["2026-11-20T11:00:00.000Z", "yesterday"],
  ["2026-11-17T12:00:00.000Z", "4 days ago"],
])("%s is told as %s", (iso, words) => {
  expect(timeAgo(iso, now)).toBe(words);
});

test("a clock that is a little ahead does not count backwards", () => {
  expect(timeAgo("2026-11-21T12:00:05.000Z", now)).toBe("just now");
});

test("durations are told in the unit one thinks in", () => {
  expect([9.4, 1240, 125_000].map(durationText)).toEqual(["9 ms", "1.2 s", "2 min 5 s"]);
});
