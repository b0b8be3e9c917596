import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { bundlePrograms } from "@/lib/setup/testing/bundle-programs";
import { runChild } from "../testing/run-child";

const programs = await bundlePrograms({ child: new URL("./testing/crash-child.ts", import.meta.url) });

let seededFolder = "";

const run = (folder: string, args: readonly string[]) => runChild(programs("child"), args, { TURNSCOPE_DATA: folder });

beforeAll(async () => {
  seededFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bot-state-"));
  await run(seededFolder, ["seed"]);
  return () => rmSync(seededFolder, { recursive: true, force: true });
}, 60_000);

const [opening, deleting] = ["INSERT INTO privacy_request", "INSERT INTO store_item"];

test.each([
  ["before its case is open", ["before", opening], { isThere: true, cases: [] }],
  ["once its case is open", ["after", opening], { isThere: true, cases: ["erasure received"] }],
  ["before anything is deleted", ["before", deleting], { isThere: true, cases: ["erasure received"] }],
  ["once all is deleted", ["after", deleting], { isThere: false, cases: ["erasure received"] }],
])(
  "a bot's DELETE that is killed %s leaves nothing gone without a case, and asked again ends with one",
  { timeout: 120_000 },
  async (_, point, left) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bot-state-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(seededFolder, folder, { recursive: true });
    expect((await run(folder, ["delete", ...point])).signal).toBe("SIGKILL");
    expect((await run(folder, ["again"])).answer).toEqual([left, { isThere: false, cases: ["erasure received"] }]);
  },
);
