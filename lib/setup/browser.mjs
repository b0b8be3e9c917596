import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { aptInstallFirst, canAptInstall } from "./apt.mjs";
import { inRoot } from "./root.mjs";
import { runCommand, SetupError } from "./run-command.mjs";

/** Chromium as root, without a GPU, and without anything it would like to fetch from the internet. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium without windows, which is what Playwright runs too where it brings its own: it takes a sixth less of the processor. */
const headlessShell = "chromium-headless-shell";

const downloadTimeoutMs = 300_000;

/**
 * The places a browser is looked for; each answers a program that may or may not be there.
 * @typedef {{ name: string, find: () => Promise<string | null> }} Place
 */

/** @returns {Promise<string>} the program of a browser that runs */
export async function findBrowser() {
  const chosen = process.env.TURNSCOPE_CHROMIUM;
  if (!chosen) return firstThatRuns(places, runs);
  if (await runs(chosen)) return chosen;
  throw new SetupError(
    `TURNSCOPE_CHROMIUM is "${chosen}", and that is not a browser that runs; for example TURNSCOPE_CHROMIUM=/usr/bin/chromium.`,
  );
}

/**
 * @param {Place[]} candidates
 * @param {(program: string) => Promise<boolean>} isUsable
 */
export async function firstThatRuns(candidates, isUsable) {
  for (const { find } of candidates) {
    const program = await find();
    if (program !== null && (await isUsable(program))) return program;
  }
  const looked = candidates.map(({ name }) => name).join(", ");
  throw new SetupError(`The browser tests need Chromium, and none was found (${looked}); install it, or name it in TURNSCOPE_CHROMIUM.`);
}

/** @type {Place[]} */
export const places = [
  { name: "installed Chromium or Chrome", find: async () => installed() },
  { name: "Playwright's copy", find: async () => existing(playwrightBrowser()) },
  { name: "Playwright's download", find: downloaded },
  { name: "Debian's chromium package", find: fromDebian },
];

function installed() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const names = [headlessShell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const onMac = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
  return [...onPath, ...onMac].find((program) => existsSync(program)) ?? null;
}

function playwrightBrowser() {
  return createRequire(inRoot("package.json"))("@playwright/test").chromium.executablePath();
}

async function downloaded() {
  const cli = inRoot("node_modules/@playwright/test/cli.js");
  await runCommand(process.execPath, [cli, "install", "chromium"], { timeoutMs: downloadTimeoutMs });
  return existing(playwrightBrowser());
}

async function fromDebian() {
  if (!canAptInstall()) return null;
  return existing(`/usr/bin/${await aptInstallFirst([headlessShell, "chromium"])}`);
}

/** @param {string} program */
function existing(program) {
  return existsSync(program) ? program : null;
}

/**
 * A program that is there may still be a stub that installs the real one, or lack its libraries.
 * @param {string} program
 */
async function runs(program) {
  if (!existsSync(program)) return false;
  const { code } = await runCommand(program, ["--version"], { timeoutMs: 20_000 });
  return code === 0;
}
