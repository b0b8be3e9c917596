// What a test runner's JSON report says of the tests that failed, briefly: a page that cuts a log short still shows them.
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./root.mjs";

/** @typedef {{ file: string, title: string, message: string }} ToldTest */

const testsAtMost = 30;
const linesOfMessage = 12;
const lettersOfLine = 300;

/**
 * The failed tests of a vitest report, and the files that failed before their first test.
 * @param {{ testResults: { name: string, status: string, message: string, assertionResults: VitestResult[] }[] }} report
 * @returns {ToldTest[]}
 */
export function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0) return status === "failed" ? [{ file, title: "(the file itself)", message }] : [];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      file,
      title: [...ancestorTitles, title].join(" > "),
      message: (failureMessages ?? []).join("\n"),
    }));
  });
}

/** @typedef {{ status: string, title: string, ancestorTitles: string[], failureMessages?: string[] | null }} VitestResult */

/**
 * The tests of a Playwright report with this outcome ("unexpected": failed; "flaky": passed only when tried again), with what went wrong.
 * @param {PlaywrightSuite} report
 * @param {"unexpected" | "flaky"} outcome
 * @returns {ToldTest[]}
 */
export function toldInPlaywright(report, outcome) {
  return testsOf(report, []).filter(({ status }) => status === outcome);
}

/**
 * @typedef {{ message?: string }} PlaywrightError
 * @typedef {{ title: string, file: string, line: number, tests: { status: string, results: { errors: PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ title?: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} above
 * @returns {(ToldTest & { status: string })[]}
 */
function testsOf({ specs = [], suites = [] }, above) {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests.map(({ status, results }) => ({
      file: `e2e/${file}:${line}`,
      // A file is a suite too, titled with its name.
      title: [...above.filter((name) => name !== file), title].join(" > "),
      message: results.flatMap(({ errors }) => errors.map(({ message = "" }) => message)).join("\n"),
      status,
    })),
  );
  return [...own, ...suites.flatMap((suite) => testsOf(suite, [...above, suite.title ?? ""]))];
}

/**
 * A few lines for each test: where it is, what it is called and how its message begins.
 * @param {ToldTest[]} tests
 */
export function tellTests(tests) {
  const told = tests.slice(0, testsAtMost).map(({ file, title, message }) => `  ${file} > ${title}\n${beginningOf(message)}`);
  if (tests.length > testsAtMost) told.push(`  and ${tests.length - testsAtMost} more`);
  return told.join("\n");
}

/** @param {string} message */
function beginningOf(message) {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !isFrameOfOthers(line));
  return lines
    .slice(0, linesOfMessage)
    .map((line) => `    ${line.slice(0, lettersOfLine)}`)
    .join("\n");
}

/**
 * Where a runner or Node called on: it says nothing about the test.
 * @param {string} line
 */
function isFrameOfOthers(line) {
  return /^\s+at (?:.*node_modules|.*\(?node:|new Promise)/.test(line);
}

/**
 * The last lines of a long output, where runners sum up.
 * @param {string} output
 * @param {number} [linesAtMost]
 */
export function endOf(output, linesAtMost = 200) {
  const lines = output.trim().split("\n");
  if (lines.length <= linesAtMost) return lines.join("\n");
  return [`(${lines.length - linesAtMost} lines before are left out)`, ...lines.slice(-linesAtMost)].join("\n");
}
