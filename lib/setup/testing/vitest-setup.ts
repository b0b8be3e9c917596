import { afterEach, beforeEach, expect } from "vitest";
import { forgetEarlierFiles } from "./forget-earlier-files";

forgetEarlierFiles();

// What reports an error on the console has failed, even if what its test looked at was right. A test that wants the report to be made
// replaces console.error itself.
const original = console.error;
let reported: unknown[][] = [];

beforeEach(() => {
  reported = [];
  console.error = (...parts: unknown[]) => {
    reported.push(parts);
    original(...parts);
  };
});

afterEach(() => {
  console.error = original;
  expect(reported, "calls of console.error").toEqual([]);
});
