import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, expect, test } from "vitest";
import { bundleServer } from "./bundle.mjs";
import { freePort } from "./free-port.mjs";
import { inRoot } from "./root.mjs";
import { runCommand } from "./run-command.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a bad setting ends the start with one sentence", async () => {
  await expectRefusal({ PORT: "http" }, 'PORT is "http", not a whole number from 0 to 65535; for example PORT=3000.');
});

test("an address that others could reach ends the start with one sentence", async () => {
  await expectRefusal(
    { HOST: "0.0.0.0" },
    'HOST is "0.0.0.0", where others than you reach Turnscope, and nobody signs in. Set TURNSCOPE_SIGN_IN=accounts (or oidc), or stay on this machine; for example HOST=127.0.0.1.',
  );
});

test("a busy port ends the start with one sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expectRefusal(
    { PORT: String(port) },
    `Port ${port} on 127.0.0.1 is in use by another program; choose another, for example PORT=3001.`,
  );
  other.close();
});

test("a data folder that cannot be made ends the start with one sentence", async () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  await expectRefusal(
    { TURNSCOPE_DATA: path.join(file, "data") },
    /^TURNSCOPE_DATA is ".*", and that is not a folder Turnscope can write to/,
  );
});

test("a database that does not answer ends the start with one sentence, without its password", async () => {
  const address = `127.0.0.1:${await freePort()}/turnscope`;
  await expectRefusal(
    { DATABASE_URL: `postgresql://me:hunter2@${address}` },
    `The database at ${address} cannot be used: nothing answers there.`,
  );
});

test("the thread that looks for personal data is bundled beside the server, and answers there", async () => {
  await bundleServer();
  const worker = new Worker(inRoot(".cache/server/hints-worker.mjs"));
  worker.postMessage({ id: 1, places: [{ path: "/text", value: "ann@example.com" }], options: { phoneRegions: [] } });
  const [answer] = await once(worker, "message");
  await worker.terminate();
  expect(answer).toMatchObject({ id: 1, hints: [{ path: "/text", kind: "email" }] });
});

async function expectRefusal(settings: Record<string, string>, sentence: string | RegExp): Promise<void> {
  const env = { HOST: "", PORT: "0", DATABASE_URL: "", TURNSCOPE_DATA: folder, ...settings };
  const { code, output } = await runCommand(process.execPath, [inRoot("lib/setup/start.mjs")], { env });
  expect(output.trimEnd()).toEqual(typeof sentence === "string" ? sentence : expect.stringMatching(sentence));
  expect(output.trimEnd().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
}
