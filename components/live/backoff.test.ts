import { expect, test } from "vitest";
import { retryDelayMs } from "./backoff";

test("tries come at 250 ms, then twice as late each time, and never more than 5 s apart", () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((failures) => retryDelayMs(failures, () => 1))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test("jitter takes away at most a quarter", () => {
  expect(retryDelayMs(0, () => 0)).toBe(188);
});
