import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { bundlePrograms } from "@/lib/setup/testing/bundle-programs";
import { runChild } from "../testing/run-child";

const programs = await bundlePrograms({
  child: new URL("./testing/crash-child.ts", import.meta.url),
  bot: new URL("../../conversations/testing/scripted-bot.ts", import.meta.url),
});

type Seeded = { number: string; texts: string[]; others: string[] };
type Looked = { state: string; step: string; failure: string | null; hasReceipt: boolean; places: string[] };

let seededFolder = "";
let seeded: Seeded = { number: "", texts: [], others: [] };

beforeAll(async () => {
  seededFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-erasure-"));
  seeded = (await run(seededFolder, ["seed"])).answer as Seeded;
  return () => rmSync(seededFolder, { recursive: true, force: true });
}, 60_000);

/** A folder of its own with what was seeded. */
function copyOfSeeded(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-erasure-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(seededFolder, folder, { recursive: true });
  return folder;
}

const run = (folder: string, args: readonly string[]) =>
  runChild(programs("child"), args, { TURNSCOPE_DATA: folder, TURNSCOPE_BOTS: programs("bot") });

/** Files in which one of the texts stands, as it is. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder).filter((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return texts.some((text) => bytes.includes(text));
  });
}

test.each([
  ["once it has begun", true],
  ["before anything is erased", true],
  ["once all is erased", false],
  ["once nothing is left to do", false],
  ["once every column was read", false],
  ["once the bytes are cleaned", false],
  ["once it is verified", false],
  ["before its receipt is kept", false],
])("killed %s it has not succeeded, and goes on to the end at the next start", { timeout: 120_000 }, async (point, isStillThere) => {
  const folder = copyOfSeeded();
  const { number, texts, others } = seeded;
  expect((await run(folder, ["run", number, point])).signal).toBe("SIGKILL");
  const [cut, ended] = (await run(folder, ["continue", number, ...texts])).answer as [Looked, Looked];
  expect(["running", "verifying"]).toContain(cut.state);
  expect(cut.hasReceipt).toBe(false);
  expect(cut.places.length > 0).toBe(isStillThere);
  expect(ended).toEqual({ state: "erased_local", step: "done", failure: null, hasReceipt: true, places: [] });
  expect(filesWith(folder, texts)).toEqual([]);
  expect(filesWith(folder, others)).not.toEqual([]);
});

test("an older backup that is restored is erased again before anything is served", { timeout: 120_000 }, async () => {
  const folder = copyOfSeeded();
  const { number, texts, others } = seeded;
  await run(folder, ["run", number, "never"]);
  expect(filesWith(folder, texts)).toEqual([]);
  for (const name of readdirSync(folder)) if (name.startsWith("turnscope.db")) rmSync(path.join(folder, name));
  for (const name of readdirSync(seededFolder))
    if (name.startsWith("turnscope.db")) cpSync(path.join(seededFolder, name), path.join(folder, name));
  expect(filesWith(folder, texts)).not.toEqual([]);
  const [, restored] = (await run(folder, ["continue", number, ...texts])).answer as [Looked, Looked];
  expect(restored.places).toEqual([]);
  expect(filesWith(folder, texts)).toEqual([]);
  expect(filesWith(folder, others)).not.toEqual([]);
});
