import * as z from "zod";
import { addTrivialBot } from "./add-trivial-bot";
import { ApiClient } from "./api-client";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";
import { startTrivialBot } from "./trivial-bot";

/** Bots' requests at the same time. */
const connections = 20;

type Size = { rounds: number; requests: number };
type Rates = { gets: number[]; posts: number[]; floors: number[] };

/** The Bot State service as a v3 bot uses it: user data saved and read again, beside HTTP alone. */
export async function measureBotState(origin: string, { rounds, requests }: Size): Promise<PartResult> {
  const bot = await startTrivialBot();
  const tester = new ApiClient(origin);
  const { storageKey } = await addTrivialBot(tester, bot);
  const caller = new ApiClient(origin, connections, { Authorization: `Bearer ${storageKey}` });
  try {
    const rates: Rates = { gets: [], posts: [], floors: [] };
    await measureRound(caller, { round: 0, requests: requests / 5 }, { gets: [], posts: [], floors: [] });
    for (let round = 1; round <= rounds; round++) await measureRound(caller, { round, requests }, rates);
    return toResult(rates);
  } finally {
    tester.close();
    caller.close();
    await bot.stop();
  }
}

/** Every request is about another person; each GET is checked to hold what the POST before it saved. */
async function measureRound(caller: ApiClient, { round, requests }: { round: number; requests: number }, rates: Rates): Promise<void> {
  const pathOf = (number: number): string => `/v3/botstate/emulator/users/user-${number}`;
  const dataOf = (number: number) => ({ name: `Person ${number}`, round, likes: ["tea", "rain", "trains"] });
  rates.floors.push(await rateOf(requests, async () => requireAnswer(await caller.ask("GET", "/api/health"))));
  const save = async (number: number) =>
    requireSaved(await caller.ask("POST", pathOf(number), { data: dataOf(number), eTag: "*" }), dataOf(number));
  rates.posts.push(await rateOf(requests, save));
  rates.gets.push(await rateOf(requests, async (number) => requireSaved(await caller.ask("GET", pathOf(number)), dataOf(number))));
}

/** Requests per second, as many at once as there are connections. */
async function rateOf(requests: number, ask: (number: number) => Promise<void>): Promise<number> {
  let next = 0;
  const askOn = async (): Promise<void> => {
    while (next < requests) await ask(next++);
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: connections }, askOn));
  return requests / ((performance.now() - startedMs) / 1000);
}

type Answer = Awaited<ReturnType<ApiClient["ask"]>>;
const saved = z.object({ data: z.unknown(), eTag: z.string() });

function requireSaved(answer: Answer, data: object): void {
  requireAnswer(answer);
  const text = JSON.stringify(saved.parse(JSON.parse(answer.text)).data);
  if (text !== JSON.stringify(data)) throw new Error(`The Bot State service answered with other data: ${text}`);
}

function requireAnswer({ status, text }: Answer): void {
  if (status !== 200) throw new Error(`Expected 200, and the server answered ${status}: ${text.slice(0, 500)}`);
}

function toResult({ gets, posts, floors }: Rates): PartResult {
  const floor = { name: "GET /api/health, as many at once", ...summarize(floors) };
  const row: Pick<BenchRow, "part" | "unit" | "floor" | "aim"> = { part: "channels", unit: "requests/s", floor, aim: null };
  return {
    rows: [
      { ...row, name: "Bot State GET", measured: summarize(gets) },
      { ...row, name: "Bot State POST", measured: summarize(posts) },
    ],
    notes: [`Bot State is asked over ${connections} connections at once; every GET was checked to hold what was saved.`],
  };
}
