import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TurnObserver } from "@/lib/bots/turn-observer";
import { postActivity, startConversation, startUp } from "@/lib/conversations";
import { migrate } from "@/lib/db";
import { openDb } from "@/lib/db/open-db";
import { processDb } from "@/lib/db/process-db";
import { StorageRecorder } from "@/lib/state";
import { firstContact, stateManagementId } from "./first-contact";
import type { PartResult } from "./report";
import { summarize } from "./stats";

/** What the recorder adds to a turn: the same turns with and without it, in turns, in this process and without HTTP. */
export async function measureRecorder({ pairs }: { pairs: number }): Promise<PartResult> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bench-"));
  const location = { databaseUrl: null, dataFolder };
  await migrate(location);
  processDb.opened = openDb(location);
  try {
    await startUp();
    await talkInPairs(Math.ceil(pairs / 10));
    return toResult(await talkInPairs(pairs));
  } finally {
    await (await processDb.opened).close();
    processDb.opened = null;
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

type Durations = { recorded: number[]; unrecorded: number[] };

/** Which goes first changes from pair to pair, so that neither is always the warmer. */
async function talkInPairs(pairs: number): Promise<Durations> {
  const durations: Durations = { recorded: [], unrecorded: [] };
  for (let pair = 0; pair < pairs; pair++) {
    const order = pair % 2 === 0 ? (["recorded", "unrecorded"] as const) : (["unrecorded", "recorded"] as const);
    for (const kind of order) durations[kind].push(...(await (kind === "recorded" ? talk() : withoutRecorder(talk))));
  }
  return durations;
}

async function talk(): Promise<number[]> {
  const durations: number[] = [];
  const { conversationId } = await startConversation({ botId: stateManagementId });
  for (const { text } of firstContact("Ann")) {
    const startedMs = performance.now();
    const turn = await (await postActivity(conversationId, { type: "message", text })).finished;
    durations.push(performance.now() - startedMs);
    if (turn.outcome !== "completed" || turn.changes.length === 0) throw new Error("A measured turn must complete and write.");
  }
  return durations;
}

/** There is no such switch in the product: here the recorder is put out of the way. */
async function withoutRecorder(work: () => Promise<number[]>): Promise<number[]> {
  const [recorder, observer] = [StorageRecorder.prototype, TurnObserver.prototype];
  const [recorderMethods, observerMethods] = [Object.getOwnPropertyDescriptors(recorder), Object.getOwnPropertyDescriptors(observer)];
  Object.assign(recorder, unrecorded);
  Object.assign(observer, { noteDialog: () => null, noteLog: () => {}, noteProblem: () => {} });
  try {
    return await work();
  } finally {
    Object.defineProperties(recorder, recorderMethods);
    Object.defineProperties(observer, observerMethods);
  }
}

type Storage = Pick<StorageRecorder, "read" | "write" | "delete">;

const unrecorded = {
  read(this: { storage: Storage }, keys: string[]) {
    return this.storage.read(keys);
  },
  write(this: { storage: Storage }, changes: Record<string, unknown>) {
    return this.storage.write(changes);
  },
  delete(this: { storage: Storage }, keys: string[]) {
    return this.storage.delete(keys);
  },
  end: () => ({ operations: [], kept: [], problems: [] }),
};

function toResult({ recorded, unrecorded: bare }: Durations): PartResult {
  const [measured, floor] = [summarize(recorded), summarize(bare)];
  const ratio = measured.median / floor.median;
  return {
    rows: [
      {
        part: "turn",
        name: "a turn settled, recorded",
        unit: "ms",
        measured,
        floor: { name: "the same without the recorder", ...floor },
        aim: null,
      },
    ],
    notes: [
      `The recorder makes a turn ${ratio.toFixed(2)} times as long (medians of ${recorded.length} turns each, in pairs, in one process).`,
    ],
  };
}
