import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { forgetEarlierFiles } from "./forget-earlier-files";

forgetEarlierFiles();

// Keys and signatures of a test are not those of whoever runs it.
if (process.env.TURNSCOPE_DATA === undefined) {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-test-data-"));
  process.env.TURNSCOPE_DATA = dataFolder;
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
}

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
