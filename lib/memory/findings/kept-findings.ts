import { type Db, db } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import type { Found } from "./found";
import { runRules } from "./run-rules";

/** What the rules found, and when they began to look. */
export type FoundThen = { found: readonly Found[]; at: string };

type Run = { result: Promise<FoundThen>; commits: number; startedMs: number; tookMs: number | null };

/** Rules that take longer than this are dear: what they found is kept although something was written since. */
const dearMs = 1000;
/** So many times as long as they took, and never longer than this: looking takes a twentieth of the time at most. */
const keptFactor = 20;
const maxKeptMs = 5 * 60_000;

const runs = processSingleton("findings", () => new WeakMap<Db, Map<string, Run>>());

/** What the rules find in what a bot remembers now. They run once while nothing is written, and one run after another. */
export async function keptFindings(botId: string): Promise<FoundThen> {
  const database = await db();
  const ofBots = runs.get(database) ?? new Map<string, Run>();
  runs.set(database, ofBots);
  const known = ofBots.get(botId);
  if (known && (await isStillGood(known, database))) return known.result;
  // Somebody else who waited may have begun meanwhile.
  const latest = ofBots.get(botId);
  const run = latest === undefined || latest === known ? start(botId, database) : latest;
  ofBots.set(botId, run);
  return run.result;
}

function start(botId: string, database: Db): Run {
  const at = new Date().toISOString();
  const result = runRules(botId).then((found) => ({ found, at }));
  const run: Run = { result, commits: database.commits(), startedMs: performance.now(), tookMs: null };
  const end = () => {
    run.tookMs = performance.now() - run.startedMs;
  };
  result.then(end, end);
  return run;
}

/** Of one that is still under way it is told when it has ended. One that failed is not kept. */
async function isStillGood(run: Run, database: Db): Promise<boolean> {
  const [{ status }] = await Promise.allSettled([run.result]);
  if (status === "rejected") return false;
  return run.commits === database.commits() || performance.now() - run.startedMs < keptForMs(run.tookMs ?? 0);
}

/** How long findings are kept whatever is written, counted from when their rules began to look. */
export function keptForMs(tookMs: number): number {
  return tookMs < dearMs ? 0 : Math.min(tookMs * keptFactor, maxKeptMs);
}
