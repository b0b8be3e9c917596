import { expect, test } from "vitest";
import { HarnessError } from "@/lib/model";
import { createFailureLog } from "./failure-log";

function linesOf(error: unknown): string {
  const lines: string[] = [];
  createFailureLog({ write: (line) => lines.push(line) }).report("PUT /api/x/{id}", error);
  return lines.join("");
}

const canary = "ada@example.org";

test("an error is written by its name and its frames, its text is not", () => {
  const line = linesOf(new TypeError(`${canary} is not a function\n    at ${canary} (x.js:1:1)`));
  expect(line).toContain('"name":"TypeError"');
  expect(line).toContain("failure-log.test.ts");
  expect(line).toContain('"route":"PUT /api/x/{id}"');
  expect(line).not.toContain(canary);
});

test("causes are followed, and their codes kept", () => {
  const cause = Object.assign(new Error(`duplicate key (id)=(${canary})`), { code: "P2002", meta: { target: canary } });
  const line = linesOf(new HarnessError("internal", `not for ${canary}`, { cause, details: { who: canary } }));
  expect(line).toContain('"code":"internal"');
  expect(line).toContain('"code":"P2002"');
  expect(line).not.toContain(canary);
});

test("names and codes that are no words are not written", () => {
  const error = Object.assign(new Error("x"), { code: canary });
  error.name = `Error of ${canary}`;
  expect(linesOf(error)).not.toContain(canary);
});

test("what was thrown without being an error is not written", () => {
  expect(linesOf(canary)).not.toContain(canary);
  expect(linesOf({ canary })).not.toContain(canary);
});
