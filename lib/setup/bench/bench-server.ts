import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { inRoot } from "../root.mjs";
import { SetupError } from "../run-command.mjs";

/** A server of our own, started as `npm start` starts one, on a free port. */
export type BenchServer = {
  origin: string;
  /** What it says it took from the command to the ready line. */
  readyMs: number;
  /** Resident size as it stands, and what the heap holds after a collection. */
  memory(): Promise<{ rss: number; heapUsed: number }>;
  /** What its database takes on disk. */
  dataBytes(): number;
  stop(): Promise<void>;
};

const readyLine = /Turnscope ready at (\S+) in (\d+) ms/;
const packageFile = z.object({ scripts: z.object({ start: z.string() }) });
const memoryAnswer = z.object({ rss: z.number(), heapUsed: z.number() });
/** Longer than the server takes for its own farewell. */
const stopTimeoutMs = 10_000;

/** On an empty folder, or on one that is filled; either is removed at its stop. */
export async function startBenchServer(given: { dataFolder?: string; databaseUrl?: string | null } = {}): Promise<BenchServer> {
  const dataFolder = given.dataFolder ?? mkdtempSync(path.join(os.tmpdir(), "turnscope-bench-"));
  const probe = pathToFileURL(inRoot("lib/setup/bench/memory-probe.mjs")).href;
  const env = {
    ...process.env,
    PORT: "0",
    HOST: "127.0.0.1",
    TURNSCOPE_DATA: dataFolder,
    TURNSCOPE_BOTS: "",
    DATABASE_URL: given.databaseUrl ?? "",
  };
  const args = [...startFlags(), "--expose-gc", "--import", probe, inRoot("lib/setup/start.mjs")];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const stop = () => stopServer(child, dataFolder);
  try {
    const { origin, readyMs } = await whenReady(child);
    return { origin, readyMs, memory: () => askMemory(child), dataBytes: () => folderBytes(dataFolder), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The flags that `npm start` gives to V8. */
function startFlags(): string[] {
  const { start } = packageFile.parse(JSON.parse(readFileSync(inRoot("package.json"), "utf8"))).scripts;
  const [, flags] = /^exec node (.*?)lib\/setup\/start\.mjs/.exec(start) ?? [];
  if (flags === undefined) throw new SetupError(`The start script in package.json has another form than was expected: ${start}`);
  return flags.split(" ").filter((flag) => flag !== "");
}

function whenReady(child: ChildProcess): Promise<{ origin: string; readyMs: number }> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk;
      const [, origin, ms] = readyLine.exec(output) ?? [];
      if (origin !== undefined) resolve({ origin, readyMs: Number(ms) });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new SetupError(`The server to be measured did not start:\n${output.trim()}`)));
  });
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

async function askMemory(child: ChildProcess): Promise<{ rss: number; heapUsed: number }> {
  const answered = once(child, "message");
  child.send("memory");
  const [answer] = await answered;
  return memoryAnswer.parse(answer);
}

async function stopServer(child: ChildProcess, dataFolder: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    const lastResort = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    child.kill("SIGTERM");
    await exited;
    clearTimeout(lastResort);
  }
  rmSync(dataFolder, { recursive: true, force: true });
}
