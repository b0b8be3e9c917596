import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../lib/setup/free-port.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/** A server that a test may stop and start again, on a port and a data folder of its own. */
export class OwnServer {
  private readonly data = mkdtempSync(path.join(os.tmpdir(), "turnscope-e2e-own-"));
  private child: ChildProcess | null = null;
  private port = 0;
  /** What it printed until it served. */
  output = "";

  constructor(private readonly settings: Record<string, string> = {}) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it serves; the second time on the same port and data as before. */
  async start(): Promise<void> {
    this.port ||= await freePort();
    const env = {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: String(this.port),
      DATABASE_URL: "",
      TURNSCOPE_DATA: this.data,
      TURNSCOPE_BOTS: path.join(root, "e2e/bots/index.js"),
      ...this.settings,
    };
    const child = spawn(process.execPath, ["lib/setup/start.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    this.output = "";
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          this.output += chunk;
          if (this.output.includes("Turnscope ready")) resolve();
        });
      }
      child.once("exit", () => reject(new Error(`The server did not start:\n${this.output}`)));
    });
  }

  /** Answers the exit code; null for a process that was killed. */
  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    return code;
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }
}
