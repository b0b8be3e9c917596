import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import type { TurnDetail } from "@/lib/model";
import { bundlePrograms } from "@/lib/setup/testing/bundle-programs";
import type { CrashLine } from "./testing/crash-lines";

// biome-ignore lint/correctness/useHookAtTopLevel: sets up a test file; React is not involved
const database = useDatabase("sqlite");

const root = fileURLToPath(new URL("../..", import.meta.url));
const programs = await bundlePrograms({
  child: new URL("./testing/crash-child.ts", import.meta.url),
  bot: new URL("./testing/scripted-bot.ts", import.meta.url),
});
const conversationCount = 4;
/** After how many lines of traffic each process is killed; the last one only tells what it found. */
const killedAfter = [7, 53, 24, 0];

type Found = CrashLine & { type: "found" };

test("after kill -9 in the middle of traffic every acknowledged turn is there, and none is half-written", {
  timeout: 120_000,
}, async () => {
  const dataFolder = emptyDataFolder();
  const known: CrashLine[] = [];
  for (const lineCount of killedAfter) {
    const lines = await runAndKill(dataFolder, lineCount);
    const found = lines.filter((line): line is Found => line.type === "found");
    expect(found).toHaveLength(conversationCount);
    for (const conversation of found) {
      checkConversation(conversation);
      checkAcknowledged(conversation, known);
    }
    known.push(...lines);
  }
  expect(known.filter(({ type }) => type === "ended").length).toBeGreaterThan(25);
  expect(known.some((line) => line.type === "ready" && line.interruptedTurns > 0)).toBe(true);
});

/** What was said to have been accepted or ended is there, exactly as it was said. */
function checkAcknowledged({ conversationId, turns }: Found, known: readonly CrashLine[]): void {
  for (const line of known) {
    if (!("conversationId" in line) || line.conversationId !== conversationId) continue;
    if (line.type === "accepted") expect(turns[line.number - 1]).toMatchObject({ number: line.number, activityId: line.activityId });
    if (line.type === "ended") expect(turns[line.turn.number - 1]).toEqual(line.turn);
  }
}

/** Whole turns only: those that ended have everything, those that were cut off have changed nothing. */
function checkConversation({ turns, activityIds, state }: Found): void {
  expect(turns.map(({ number }) => number)).toEqual(turns.map((_, index) => index + 1));
  const [, ...messages] = turns;
  const completed = messages.filter(({ outcome }) => outcome === "completed");
  completed.forEach((turn, index) => {
    expect(textsOf(turn)).toEqual([`first ${index + 1}`, `second ${index + 1}`]);
    expect(turn.changes.map(({ scope, after }) => [scope, after])).toEqual(
      ["user", "conversation", "private"].map((scope) => [scope, index + 1]),
    );
  });
  for (const turn of messages.filter((one) => !completed.includes(one))) {
    expect(turn).toMatchObject({ outcome: "interrupted", changes: [], durationMs: null });
  }
  const data = completed.length === 0 ? null : { count: completed.length };
  expect([state.user.data, state.conversation.data, state.private.data]).toEqual([data, data, data]);
  const inTurns = turns.flatMap(({ activityId, replies }) => [activityId, ...replies.map((reply) => (reply as { id: string }).id)]);
  expect([...activityIds].sort()).toEqual(inTurns.sort());
}

function textsOf(turn: TurnDetail): unknown[] {
  return turn.replies.map((reply) => (reply as { text?: string }).text);
}

function emptyDataFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(path.join(database.location.dataFolder, "turnscope.db"), path.join(folder, "turnscope.db"));
  return folder;
}

/** Everything the process said, up to the moment at which it died. */
async function runAndKill(dataFolder: string, lineCount: number): Promise<CrashLine[]> {
  const child = spawn(process.execPath, [programs("child"), String(conversationCount)], {
    cwd: root,
    env: { ...process.env, TURNSCOPE_DATA: dataFolder, TURNSCOPE_BOTS: programs("bot"), DATABASE_URL: "", NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  let failure = "";
  child.stderr.on("data", (chunk) => {
    failure += chunk;
  });
  const lines: CrashLine[] = [];
  let left = -1;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as CrashLine;
    lines.push(line);
    if (line.type === "ready") left = lineCount + 1;
    left -= 1;
    if (left === 0) child.kill("SIGKILL");
  }
  const [, signal] = await ended;
  expect({ signal, failure }).toEqual({ signal: "SIGKILL", failure: "" });
  return lines;
}
