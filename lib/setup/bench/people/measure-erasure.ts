import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "../../../db/migrate";
import { ApiClient } from "../api-client";
import { type BenchServer, startBenchServer } from "../bench-server";
import type { BenchRow, PartResult } from "../report";
import { summarize } from "../stats";
import { fillSqlite } from "./fill-database";
import { makePerson } from "./made-person";

type Size = { people: number; samples: number };
type Erased = { planMs: number; erasedMs: number; doneMs: number };

/** What it takes to erase one of very many people, and what others' turns feel of it. */
export async function measureErasure({ people, samples }: Size): Promise<PartResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-erasure-"));
  try {
    await migrate({ databaseUrl: null, dataFolder: folder });
    fillSqlite(path.join(folder, "turnscope.db"), people);
    const server = await startBenchServer({ dataFolder: folder });
    try {
      return {
        rows: await measure(server, { people, samples }),
        notes: [`One of ${people.toLocaleString("en-US")} people is erased at a time, on SQLite.`],
      };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ origin }: BenchServer, { people, samples }: Size): Promise<BenchRow[]> {
  const [client, other] = [new ApiClient(origin), new ApiClient(origin)];
  try {
    const conversationId = await other.startConversation("state-management");
    const quiet = await turnsWhile(other, conversationId, sleep(3_000));
    const erased: Erased[] = [];
    const busy = await turnsWhile(
      other,
      conversationId,
      (async () => {
        for (let at = 0; at < samples; at++) erased.push(await erase(client, makePerson(Math.floor((at * people) / samples)).identityId));
      })(),
    );
    const row = (name: string, times: readonly number[], below: number | null): BenchRow => {
      return {
        part: "privacy",
        name,
        unit: "ms",
        measured: summarize([...times]),
        floor: null,
        aim: below === null ? null : { kind: "below", value: below },
      };
    };
    return [
      row(
        "dry run of an erasure",
        erased.map(({ planMs }) => planMs),
        300,
      ),
      row(
        "erase one person, until nothing of it is left in any table by its keys",
        erased.map(({ erasedMs }) => erasedMs),
        1_000,
      ),
      row(
        "until every column and every byte was looked through, and the receipt is signed",
        erased.map(({ doneMs }) => doneMs),
        null,
      ),
      row("others' turns while nobody is erased", quiet, null),
      row("others' turns meanwhile", busy, summarize([...quiet]).median * 1.2),
    ];
  } finally {
    client.close();
    other.close();
  }
}

async function turnsWhile(client: ApiClient, conversationId: string, work: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isOver = false;
  const end = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { durationMs } = await client.post(conversationId, { text: "hello" });
    times.push(durationMs);
  }
  await end;
  return times;
}

async function erase(client: ApiClient, personId: string): Promise<Erased> {
  const ask = async (method: string, address: string, body?: unknown) => {
    const { status, text, durationMs } = await client.ask(method, address, body);
    if (status >= 300) throw new Error(`${method} ${address} answered ${status}: ${text.slice(0, 300)}`);
    return { durationMs, answer: JSON.parse(text) as Record<string, string> };
  };
  const { number } = (await ask("POST", "/api/privacy/requests", { type: "erasure", personId })).answer;
  const address = `/api/privacy/requests/${number}`;
  await ask("POST", `${address}/identity`, { noDoubt: "known to the bench" });
  const plan = await ask("POST", `${address}/plan`);
  const { planHash } = plan.answer;
  await ask("POST", `${address}/approve`, { planHash });
  const startedMs = performance.now();
  await ask("POST", `${address}/run`, { planHash, confirm: number });
  let erasedMs = 0;
  for (;;) {
    const { step, failure } = (await ask("GET", `${address}/erasure`)).answer;
    if (step === "failed") throw new Error(`The erasure failed: ${failure}`);
    if (step !== "erasing" && erasedMs === 0) erasedMs = performance.now() - startedMs;
    if (step === "done") return { planMs: plan.durationMs, erasedMs, doneMs: performance.now() - startedMs };
    await sleep(5);
  }
}
