import * as z from "zod";
import { ApiClient } from "../api-client";
import { type BenchServer, startBenchServer } from "../bench-server";
import type { BenchRow, PartResult } from "../report";
import { type Summary, summarize } from "../stats";
import { type FilledDatabase, onPostgres, onSqlite } from "./filled-database";
import { madeBotId, makePerson } from "./made-person";
import { measureFacts } from "./measure-facts";
import type { PeopleFiles } from "./people-files";

type Size = { people: number; samples: number };
type Filled = { name: string; server: BenchServer; bytesPerPerson: number; people: number; samples: number };

/** Everybody that a bot with many people knows: found, read and counted, on both databases. */
export async function measurePeople(files: PeopleFiles, sqlite: Size, postgres: Size): Promise<PartResult> {
  const rows = [
    ...(await onSqlite(files, sqlite.people, (filled) => measureOn(filled, sqlite))),
    ...(await onPostgres(postgres.people, (filled) => measureOn(filled, postgres))),
  ];
  const facts = (people: number): string => `${people.toLocaleString("en-US")} people with ten facts each`;
  const notes = [
    `Made by lib/setup/bench/people: ${facts(sqlite.people)} on SQLite, ${facts(postgres.people)} on PostgreSQL; a tenth have the turn that it was said in.`,
  ];
  return { rows, notes };
}

async function measureOn({ name, location, bytes }: FilledDatabase, size: Size): Promise<BenchRow[]> {
  const facts = await measureFacts(location, { ...size, name });
  const server = await startBenchServer(location);
  return [...facts, ...(await askAndStop({ name, server, bytesPerPerson: bytes / size.people, ...size }))];
}

async function askAndStop(filled: Filled): Promise<BenchRow[]> {
  const client = new ApiClient(filled.server.origin);
  try {
    return await ask(client, filled);
  } finally {
    client.close();
    await filled.server.stop();
  }
}

async function ask(client: ApiClient, { name, people, samples, bytesPerPerson }: Filled): Promise<BenchRow[]> {
  const floor = { name: "GET /api/health", ...(await timed(samples, () => ask200(client, "GET", "/api/health"))) };
  const someone = (at: number) => makePerson(Math.floor((at * people) / samples / 10) * 10);
  const search = (text: (at: number) => string) =>
    timed(samples, (at) => ask200(client, "POST", "/api/people/search", { query: text(at) }, requireSomebody));
  const bot = encodeURIComponent(madeBotId);
  const row = (what: string, measured: Summary, below: number): BenchRow => {
    return { part: "people", name: `${what} (${name})`, unit: "ms", measured, floor, aim: { kind: "below", value: below } };
  };
  const disk = summarize([bytesPerPerson / 1000]);
  const findings = () => ask200(client, "GET", `/api/bots/${bot}/findings`);
  const lint: BenchRow = {
    part: "people",
    name: `memory lint, all rules once (${name})`,
    unit: "ms",
    measured: summarize([await findings()]),
    floor,
    aim: null,
  };
  return [
    row("first page of people", await timed(samples, () => ask200(client, "GET", "/api/people", undefined, requireSomebody)), 100),
    row("search by a whole value", await search((at) => someone(at).data.profile.email), 200),
    row("search by part of a value, rare", await search((at) => someone(at).data.profile.email.slice(3, 16)), 200),
    row("search by part of a value, common", await search((at) => ["ann", "budapest", "window", "example.org"][at % 4] ?? ""), 200),
    row("one person", await timed(samples, (at) => ask200(client, "GET", `/api/people/${someone(at).identityId}`)), 100),
    row("one person's facts", await timed(samples, (at) => ask200(client, "GET", `/api/people/${someone(at).identityId}/facts`)), 100),
    row("dictionary", await timed(samples, () => ask200(client, "GET", `/api/bots/${bot}/dictionary`)), 300),
    row("overview", await timed(samples, () => ask200(client, "GET", `/api/bots/${bot}/overview`)), 300),
    lint,
    { ...row("findings as they were found", await timed(samples, findings), 100), aim: null },
    { part: "people", name: `disk per person (${name})`, unit: "KB", measured: disk, floor: null, aim: null },
  ];
}

async function timed(samples: number, ask: (at: number) => Promise<number>): Promise<Summary> {
  await ask(0);
  const times: number[] = [];
  for (let at = 0; at < samples; at++) times.push(await ask(at));
  return summarize(times);
}

async function ask200(client: ApiClient, method: string, path: string, body?: unknown, check?: (text: string) => void): Promise<number> {
  const { status, text, durationMs } = await client.ask(method, path, body);
  if (status !== 200) throw new Error(`${method} ${path.split("/").slice(0, 3).join("/")} answered ${status}: ${text.slice(0, 300)}`);
  check?.(text);
  return durationMs;
}

const somebody = z.looseObject({ people: z.array(z.unknown()).min(1) });

function requireSomebody(text: string): void {
  somebody.parse(JSON.parse(text));
}
