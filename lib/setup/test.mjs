// `npm test` and, without the browser, `npm run check`: does its own set-up, runs every check, and ends with "N passed, N failed".
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { endOf, failedInVitest, tellTests, toldInPlaywright } from "./failed-tests.mjs";
import { generate } from "./generate.mjs";
import { ensureInstalled, requireNode } from "./install.mjs";
import { inRoot, root } from "./root.mjs";
import { runCommand, runMain, stopOnSignals } from "./run-command.mjs";

/** @typedef {import("./failed-tests.mjs").ToldTest} ToldTest */
/** @typedef {{ passed: number, failed: number, failures?: ToldTest[], flaky?: ToldTest[] }} Tally */
/** @typedef {{ name: string, run: (report: string) => Promise<{ output: string } & Tally> }} Step */

/** @type {Step[]} of one process each */
const staticSteps = [
  check("types", "typescript/bin/tsc", ["--noEmit", "-p", "."]),
  check("unused code", "knip/bin/knip.js", ["--no-progress"]),
  check("import rules", "dependency-cruiser/bin/dependency-cruise.mjs", ["--config", ".dependency-cruiser.cjs", "."]),
  check("format and lint", "@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", "--colors=off"]),
];

/** @type {Step} */
const unitStep = {
  name: "unit and contract tests",
  run: async (report) => {
    // What a test that passed wrote, a bot that throws on purpose for instance, would bury what one that failed has to say.
    const reporting = ["--silent=passed-only", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
    const args = [bin("vitest/vitest.mjs"), "run", ...reporting];
    const { code, output } = await runCommand(process.execPath, args);
    return { output, ...tallyOf(code, report, vitestTally) };
  },
};

/** @type {Step} */
const buildStep = {
  name: "build",
  run: async () => {
    await ensureBuilt();
    return { output: "", passed: 1, failed: 0 };
  },
};

/** @type {Step} */
const browserStep = {
  name: "browser tests",
  run: async (report) => {
    const { findBrowser } = await import("./browser.mjs");
    const env = { TURNSCOPE_CHROMIUM: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [
      bin("@playwright/test/cli.js"),
      "test",
      "--config=e2e/playwright.config.ts",
      "--reporter=dot,json",
      "--pass-with-no-tests",
    ];
    const { code, output } = await runCommand(process.execPath, args, { env });
    return { output, ...tallyOf(code, report, playwrightTally) };
  },
};

await runMain(async () => {
  process.chdir(root);
  process.env.NO_COLOR = "1";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  stopOnSignals();
  requireNode();
  await ensureInstalled();
  await generate();
  const total = { passed: 0, failed: 0 };
  const reports = mkdtempSync(path.join(os.tmpdir(), "turnscope-reports-"));
  /** @param {Step} step */
  const runStep = async (step) => {
    const { passed, failed } = await runTimed(step, path.join(reports, `${step.name}.json`));
    total.passed += passed;
    total.failed += failed;
  };
  // Unit tests often wait, for databases, locks and processes; the rest gets on meanwhile.
  await Promise.all([[unitStep], [...staticSteps, buildStep]].map((steps) => runOneByOne(steps, runStep)));
  if (!process.argv.includes("--no-browser")) await runStep(browserStep);
  rmSync(reports, { recursive: true, force: true });
  if (total.failed > 0) process.exitCode = 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
});

/**
 * @param {Step} step
 * @param {string} report
 * @returns {Promise<Tally>}
 */
async function runTimed(step, report) {
  const startedMs = performance.now();
  const result = await step.run(report).catch((error) => ({ output: String(error.message), passed: 0, failed: 1 }));
  const { output, passed, failed, failures = [], flaky = [] } = /** @type {{ output: string } & Tally} */ (result);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${failed === 0 ? "ok  " : "FAIL"} ${step.name} (${passed} passed, ${failed} failed, ${seconds} s)`);
  if (failures.length > 0) console.log(tellTests(failures));
  if (flaky.length > 0) console.log(`  passed only when tried again (flaky):\n${tellTests(flaky)}`);
  if (failed > 0) console.log(`${endOf(output)}\n`);
  return { passed, failed };
}

/**
 * @param {Step[]} steps
 * @param {(step: Step) => Promise<void>} run
 */
async function runOneByOne(steps, run) {
  for (const step of steps) await run(step);
}

/**
 * A tool whose exit code is all there is to know: it counts as one test.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @returns {Step}
 */
function check(name, program, args) {
  const run = async () => {
    const { code, output } = await runCommand(process.execPath, [bin(program), ...args]);
    return { output, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  };
  return { name, run };
}

/** @param {string} program */
function bin(program) {
  return inRoot("node_modules", program);
}

/**
 * Reads a test runner's report. A runner that fails without a failed test, or without a report, has itself failed.
 * @param {number} code
 * @param {string} report
 * @param {(report: any) => Tally} read
 * @returns {Tally}
 */
function tallyOf(code, report, read) {
  const tally = existsSync(report) ? read(JSON.parse(readFileSync(report, "utf8"))) : { passed: 0, failed: 0 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number } & Parameters<typeof failedInVitest>[0]} report
 * @returns {Tally}
 */
function vitestTally(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures: failedInVitest(report) };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number } } & Parameters<typeof toldInPlaywright>[0]} report
 * @returns {Tally}
 */
function playwrightTally(report) {
  const { expected, unexpected, flaky } = report.stats;
  const told = { failures: toldInPlaywright(report, "unexpected"), flaky: toldInPlaywright(report, "flaky") };
  return { passed: expected + flaky, failed: unexpected, ...told };
}
