import { expect, test } from "vitest";
import { percentile, summarize } from "./stats";

test("median and p95 are values that were measured, in whatever order they came", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(summarize(values)).toEqual({ median: 50, p95: 95, count: 100 });
});

test("a single value is its own median and p95", () => {
  expect(summarize([7])).toEqual({ median: 7, p95: 7, count: 1 });
});

test("the values given are left in their order", () => {
  const values = [3, 1, 2];
  percentile(values, 50);
  expect(values).toEqual([3, 1, 2]);
});

test("nothing measured is an error, not a zero", () => {
  expect(() => summarize([])).toThrow(RangeError);
});
