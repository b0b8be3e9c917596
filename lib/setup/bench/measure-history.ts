import type { Browser } from "@playwright/test";
import { applyChanges, diffValues, type JsonObject } from "@/lib/model";
import { ApiClient, requireWritingTurn } from "./api-client";
import type { BenchServer } from "./bench-server";
import { stateManagementId } from "./first-contact";
import { isTalkReady, openPage } from "./measure-pages";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

const bytesPerKb = 1000;
/** So many turns around a place in the conversation stand for it. */
const sampleSize = 100;

/** One long conversation, made by the real recorder: what its turns cost, and what can be done with its past. */
export async function measureHistory(server: BenchServer, browser: Browser, { turns }: { turns: number }): Promise<PartResult> {
  const client = new ApiClient(server.origin);
  const conversationId = await client.startConversation(stateManagementId);
  const emptyBytes = server.dataBytes();
  const durations = await talk(client, conversationId, turns);
  const diskKb = (server.dataBytes() - emptyBytes) / turns / bytesPerKb;
  const rows = [
    lateTurns(durations),
    single({ name: "disk per turn", unit: "KB", value: diskKb }),
    await stateAtAnyTurn(client, conversationId, turns),
    await forks(client, conversationId, turns),
    await opening(server.origin, browser, conversationId, turns),
    difference(),
  ];
  client.close();
  return { rows, notes: [`The long conversation has ${turns.toLocaleString("en-US")} turns, all of which wrote state.`] };
}

/** Every turn changes the conversation's count of people and says something else. */
async function talk(client: ApiClient, conversationId: string, turns: number): Promise<number[]> {
  const durations: number[] = [];
  await client.post(conversationId, { text: "hi" });
  for (let number = 3; number <= turns; number++) {
    const answer = await client.post(conversationId, { text: `turn ${number}`, from: { id: `person-${number % 7}` } });
    durations.push(answer.durationMs);
    if (number % 1000 === 0)
      requireWritingTurn(await client.post(conversationId, { text: `new ${number}`, from: { id: `new-${number}` } }));
  }
  return durations;
}

function lateTurns(durations: readonly number[]): BenchRow {
  const early = summarize(durations.slice(sampleSize / 2, sampleSize + sampleSize / 2));
  const measured = summarize(durations.slice(-sampleSize));
  return {
    part: "history",
    name: `a turn after ${durations.length.toLocaleString("en-US")}`,
    unit: "ms",
    measured,
    floor: { name: "the same after 100", ...early },
    aim: { kind: "below", value: 1.2 * early.median },
  };
}

async function stateAtAnyTurn(client: ApiClient, conversationId: string, turns: number): Promise<BenchRow> {
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/state`;
  const [now, then]: [number[], number[]] = [[], []];
  for (let sample = 0; sample < 50; sample++) {
    const turn = 1 + Math.floor((sample / 50) * (turns - 1));
    then.push((await client.ask("GET", `${path}?turn=${turn}`)).durationMs);
    now.push((await client.ask("GET", path)).durationMs);
  }
  const floor = { name: "state as it is now", ...summarize(now) };
  return { part: "history", name: "state at any turn", unit: "ms", measured: summarize(then), floor, aim: { kind: "below", value: 50 } };
}

async function forks(client: ApiClient, conversationId: string, turns: number): Promise<BenchRow> {
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/fork`;
  const [late, early]: [number[], number[]] = [[], []];
  for (let sample = 0; sample < 5; sample++) {
    late.push((await client.ask("POST", path, { turn: turns, user: "copy" })).durationMs);
    early.push((await client.ask("POST", path, { turn: 1, user: "copy" })).durationMs);
  }
  const floor = { name: "a fork at turn 1", ...summarize(early) };
  return {
    part: "history",
    name: "a fork at the last turn",
    unit: "ms",
    measured: summarize(late),
    floor,
    aim: { kind: "below", value: 200 },
  };
}

async function opening(origin: string, browser: Browser, conversationId: string, turns: number): Promise<BenchRow> {
  const client = new ApiClient(origin);
  const fresh = await client.startConversation(stateManagementId);
  client.close();
  const [long, short]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    short.push((await openPage(browser, `${origin}/c/${fresh}`, isTalkReady)).usableMs);
    long.push((await openPage(browser, `${origin}/c/${conversationId}`, isTalkReady)).usableMs);
  }
  const floor = { name: "open a fresh conversation", ...summarize(short) };
  const name = `open a conversation of ${turns.toLocaleString("en-US")} turns to usable`;
  return { part: "history", name, unit: "ms", measured: summarize(long), floor, aim: { kind: "below", value: 1000 } };
}

/** A scope of 5,000 leaves, all of which change. */
function difference(): BenchRow {
  const leaves = (value: number): JsonObject =>
    Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`group ${index % 50} leaf ${index}`, { value: value + index }]));
  const [before, after] = [leaves(0), leaves(1)];
  const took: number[] = [];
  for (let round = 0; round < 20; round++) {
    const startedMs = performance.now();
    const changes = diffValues(before, after);
    took.push(performance.now() - startedMs);
    if (changes.length !== 5000 || applyChanges(before, changes) === before) throw new Error("The difference is not what it should be.");
  }
  const measured = summarize(took);
  return {
    part: "history",
    name: "difference of 5,000 changed leaves",
    unit: "ms",
    measured,
    floor: null,
    aim: { kind: "below", value: 50 },
  };
}

function single({ name, unit, value }: { name: string; unit: BenchRow["unit"]; value: number }): BenchRow {
  return { part: "history", name, unit, measured: summarize([value]), floor: null, aim: null };
}
