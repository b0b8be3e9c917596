import { type Db, db } from "@/lib/db";
import { processSingleton } from "@/lib/env";

type Kept = { commits: number; atMs: number; answers: Map<string, Promise<unknown>> };

/** Never longer, for time passes too, and a database may be written by others. */
const keptMs = 1000;

const kept = processSingleton("kept-while-nothing-is-written", () => new WeakMap<Db, Kept>());

/** What is asked again under the same key gets the same answer until this process writes anything, for a second at most. */
export async function whileNothingIsWritten<T>(key: string, read: () => Promise<T>): Promise<T> {
  const { answers } = keptOf(await db());
  const known = answers.get(key);
  if (known) return known as Promise<T>;
  const answer = read();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

function keptOf(database: Db): Kept {
  const known = kept.get(database);
  if (known && known.commits === database.commits() && performance.now() - known.atMs < keptMs) return known;
  const fresh: Kept = { commits: database.commits(), atMs: performance.now(), answers: new Map() };
  kept.set(database, fresh);
  return fresh;
}
