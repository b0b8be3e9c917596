import { setTimeout as sleep } from "node:timers/promises";
import { runningSteps } from "@/lib/model";
import { ApiClient } from "../api-client";
import { type BenchServer, startBenchServer } from "../bench-server";
import type { BenchRow, PartResult } from "../report";
import { summarize } from "../stats";
import { type FilledDatabase, onPostgres, onSqlite } from "./filled-database";
import { makePerson } from "./made-person";
import type { PeopleFiles } from "./people-files";

type Size = { people: number; samples: number };
type Erased = { planMs: number; erasedMs: number; checkedMs: number; searchedMs: number; doneMs: number };

/** What it takes to erase one of very many people, and what others' turns feel of it, on both databases. */
export async function measureErasure(files: PeopleFiles, sqlite: Size, postgres: Size): Promise<PartResult> {
  const rows = [
    ...(await onSqlite(files, sqlite.people, (filled) => measureOn(filled, sqlite))),
    ...(await onPostgres(postgres.people, (filled) => measureOn(filled, postgres))),
  ];
  const many = ({ people }: Size): string => people.toLocaleString("en-US");
  return { rows, notes: [`One of ${many(sqlite)} people is erased at a time on SQLite, one of ${many(postgres)} on PostgreSQL.`] };
}

async function measureOn({ name, location }: FilledDatabase, size: Size): Promise<BenchRow[]> {
  const server = await startBenchServer(location);
  try {
    return await measure(server, { name, ...size });
  } finally {
    await server.stop();
  }
}

async function measure({ origin }: BenchServer, { name: database, people, samples }: Size & { name: string }): Promise<BenchRow[]> {
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
        name: `${name} (${database})`,
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
        "erase one person",
        erased.map(({ erasedMs }) => erasedMs),
        null,
      ),
      row(
        "until a second plan finds nothing left to erase",
        erased.map(({ checkedMs }) => checkedMs),
        1_000,
      ),
      row(
        "until every column of every table was read",
        erased.map(({ searchedMs }) => searchedMs),
        1_000,
      ),
      row(
        "until every byte was read and the receipt is signed",
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

const steps = [...runningSteps, "done"] as readonly string[];

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
  const reached: Record<string, number> = {};
  for (;;) {
    const { step = "", failure } = (await ask("GET", `${address}/erasure`)).answer;
    if (step === "failed") throw new Error(`The erasure failed: ${failure}`);
    for (const one of steps.slice(0, steps.indexOf(step) + 1)) reached[one] ??= performance.now() - startedMs;
    const { erased = 0, checked = 0, searched = 0, done } = reached;
    if (done !== undefined) return { planMs: plan.durationMs, erasedMs: erased, checkedMs: checked, searchedMs: searched, doneMs: done };
    await sleep(5);
  }
}
