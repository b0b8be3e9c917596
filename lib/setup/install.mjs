import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { aptInstall, canAptInstall } from "./apt.mjs";
import { inRoot } from "./root.mjs";
import { runCommand, SetupError } from "./run-command.mjs";

/** Throws unless this Node can run us. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(
    `Turnscope needs Node 20.19 or newer, and this is Node ${process.versions.node}; install a newer one from nodejs.org.`,
  );
}

/** Installs the packages of package-lock.json unless node_modules holds exactly them. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const isFirst = !existsSync(inRoot("node_modules"));
  console.log(isFirst ? "Installing packages (once; a few minutes) …" : "Installing packages that have changed …");
  // Not the quicker `npm install`: it takes away what packages bring along inside themselves, which the lock file does not list.
  const args = ["ci", "--include=dev"];
  let result = await runNpm(args);
  if (result.code !== 0 && result.output.includes("node-gyp") && canAptInstall()) {
    console.log("Installing a compiler for better-sqlite3, which found no prebuilt copy of itself …");
    await aptInstall(["python3", "make", "g++"]);
    result = await runNpm(args);
  }
  if (result.code !== 0) throw new SetupError(`The packages could not be installed; npm says:\n${result.output.trim().slice(-4000)}`);
}

/** npm notes what it has installed, at its end, in the same form as the lock file. */
function isInstalled() {
  const noteFile = inRoot("node_modules/.package-lock.json");
  if (!existsSync(noteFile)) return false;
  const installed = readLock(noteFile);
  return Object.entries(readLock(inRoot("package-lock.json"))).every(([folder, wanted]) => {
    const found = installed[folder];
    return folder === "" || (found ? found.version === wanted.version : wanted.optional === true);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

/** @param {string[]} args */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const env = { ...headersBesideNode(), npm_config_loglevel: "error", npm_config_fund: "false", npm_config_audit: "false" };
  if (npm?.endsWith("npm-cli.js")) return runCommand(process.execPath, [npm, ...args], { env });
  return runCommand("npm", args, { env });
}

/** Node's C headers, when they lie beside the program: compiling then needs no download from nodejs.org. */
function headersBesideNode() {
  const prefix = path.resolve(path.dirname(process.execPath), "..");
  const isThere = existsSync(path.join(prefix, "include/node/node_version.h"));
  /** @type {Record<string, string>} */
  const env = isThere && !process.env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {};
  return env;
}
