import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Runs a program in the repository and answers its exit code with all it wrote. `isShown` also passes its output through.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, isShown?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(program, args, { env = {}, isShown = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on("data", (chunk) => {
        output += chunk;
        if (isShown) target.write(chunk);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step could not be done; the message is for the person and needs no stack. */
export class SetupError extends Error {}
