import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a script in a process of its own to its end, however it comes, and answers the JSON that it said last. */
export function runChild(
  script: string,
  args: readonly string[],
  settings: Record<string, string>,
): Promise<{ answer: unknown; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, ...settings, DATABASE_URL: "", NODE_OPTIONS: "" },
    });
    let [said, failure] = ["", ""];
    child.stdout.on("data", (chunk) => (said += chunk));
    child.stderr.on("data", (chunk) => (failure += chunk));
    child.on("exit", (code, signal) => {
      if (code !== 0 && signal === null) return reject(new Error(failure));
      if (failure !== "") return reject(new Error(failure));
      const last = said.trim().split("\n").at(-1);
      resolve({ answer: last === "" || last === undefined ? null : JSON.parse(last), signal });
    });
  });
}
