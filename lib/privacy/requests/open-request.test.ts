import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId, localCaller } from "@/lib/model";
import { openRequest } from "./open-request";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-numbers-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const year = new Date().getUTCFullYear();

function noteErased(number: string): void {
  const line = { number, at: new Date().toISOString(), accounts: [], conversations: [] };
  appendFileSync(path.join(dataFolder, "erasure-ledger.jsonl"), `${JSON.stringify(line)}\n`);
}

onEachDatabase(() => {
  test("a case gets no number under which somebody was erased before a backup was restored", async () => {
    const { userId } = await openConversation();
    const open = async () => (await openRequest({ type: "access", personId: identityIdOf({ channelId, userId }) }, localCaller)).number;
    noteErased(`DS-${year}-0777`);
    noteErased(`DS-${year - 1}-9000`);
    expect(await open()).toBe(`DS-${year}-0778`);
    expect(await open()).toBe(`DS-${year}-0779`);
  });
});
