import { once } from "node:events";
import { createServer } from "node:net";
import { migrate } from "../db";
import { env } from "../env";
import { HarnessError } from "../model";

/** Finds out in a moment what would otherwise fail after a long build: settings, the port, the database. */
export async function preflight(): Promise<void> {
  const { host, port } = env();
  await requireFreePort(host, port);
  await migrate(env());
}

async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, "listening");
  } catch (cause) {
    throw new HarnessError("invalid_setting", `${reasonOf(cause, host, port)}; choose another, for example PORT=3001.`, { cause });
  }
  probe.close();
  await once(probe, "close");
}

function reasonOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") return `Port ${port} on ${host} is in use by another program`;
  if (code === "EACCES") return `Port ${port} on ${host} is reserved for the system`;
  return `Port ${port} on ${host} cannot be listened on (${code})`;
}
