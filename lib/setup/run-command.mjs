import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/** A step could not be done. The message is for the person and needs no stack. */
export class SetupError extends Error {}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program in the repository and answers its exit code with all it wrote.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(program, args, { env = {}, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = /** @type {const} */ (["ignore", "pipe", "pipe"]);
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio, timeout: timeoutMs });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Until the returned function is called, SIGINT and SIGTERM end this process and what it has started. */
export function stopOnSignals() {
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    for (const child of running) child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return () => process.off("SIGINT", stop).off("SIGTERM", stop);
}

/**
 * Runs the main part of a command: a SetupError or HarnessError is told in its one sentence, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(sentenceOf(error));
    process.exit(1);
  }
}

/** @param {unknown} error */
function sentenceOf(error) {
  if (error instanceof SetupError) return error.message;
  if (error instanceof Error && "userMessage" in error) return error.userMessage;
  return error;
}
