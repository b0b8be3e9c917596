import path from "node:path";
import { expect, test } from "vitest";
import { endOf, failedInVitest, tellTests, toldInPlaywright } from "./failed-tests.mjs";
import { root } from "./root.mjs";

const passed = { status: "passed", ancestorTitles: [], title: "passes", failureMessages: [] };
const failed = { status: "failed", ancestorTitles: ["on PostgreSQL"], title: "says no", failureMessages: ["expected 1 to be 2"] };
const fileOf = (assertionResults: (typeof failed)[], message = "") => ({
  name: path.join(root, "lib", "x.test.ts"),
  status: assertionResults.includes(passed) ? "passed" : "failed",
  message,
  assertionResults,
});

test("a failed unit test is told with its file, its full title and its message; one that passed is not", () => {
  const told = failedInVitest({ testResults: [fileOf([passed]), fileOf([passed, failed])] });
  expect(told).toEqual([{ file: path.join("lib", "x.test.ts"), title: "on PostgreSQL > says no", message: "expected 1 to be 2" }]);
});

test("a file that failed before its first test is told with its own message", () => {
  const told = failedInVitest({ testResults: [fileOf([], "Cannot find module")] });
  expect(told).toEqual([{ file: path.join("lib", "x.test.ts"), title: "(the file itself)", message: "Cannot find module" }]);
});

const spec = (title: string, status: string, ...messages: string[]) => ({
  title,
  file: "chat.spec.ts",
  line: 7,
  tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
});
const playwrightReport = {
  suites: [
    {
      title: "chat.spec.ts",
      specs: [spec("goes well", "expected"), spec("goes wrong", "unexpected", "no such button")],
      suites: [{ title: "on a phone", specs: [spec("goes well at last", "flaky", "timed out")] }],
    },
  ],
};

test("a failed browser test is told, and one that passed only when tried again apart from it", () => {
  expect(toldInPlaywright(playwrightReport, "unexpected")).toMatchObject([
    { file: "e2e/chat.spec.ts:7", title: "goes wrong", message: "no such button" },
  ]);
  expect(toldInPlaywright(playwrightReport, "flaky")).toMatchObject([{ title: "on a phone > goes well at last", message: "timed out" }]);
});

test("what is told is short: the beginning of a message without colours and without calls from node_modules, and a number for tests past thirty", () => {
  const message = `\u001b[31mno\u001b[39m\n\n    at run (file:///x/node_modules/runner.js:1:1)\n${"at somewhere\n".repeat(50)}`;
  const told = tellTests(Array.from({ length: 33 }, (_, number) => ({ file: "x.test.ts", title: `test ${number}`, message })));
  expect(told.split("\n").slice(0, 3)).toEqual(["  x.test.ts > test 0", "    no", "    at somewhere"]);
  expect(told.split("\n").at(-1)).toBe("  and 3 more");
  expect(told.split("\n")).toHaveLength(30 * 13 + 1);
});

test("of a long output the end is kept, with word of what is left out", () => {
  expect(endOf("one\ntwo\nthree\n", 2)).toBe("(1 lines before are left out)\ntwo\nthree");
  expect(endOf("one\ntwo\n", 2)).toBe("one\ntwo");
});
