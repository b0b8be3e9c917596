import type { AuditInput } from "@/lib/audit";
import { processSingleton } from "@/lib/env";

const freshMs = 60_000;
const maxKept = 10_000;

/**
 * A page asks for the same many times while somebody looks at it. Reading that is on record since less than a minute, by the same person and
 * of the same people, gets no entry of its own; `append` makes one otherwise, and what it cannot write counts for nothing.
 */
export async function onceAMinute(input: AuditInput, append: () => Promise<unknown>): Promise<void> {
  const kept = processSingleton("fresh-audit-entries", () => new Map<string, { atMs: number; entry: Promise<unknown> }>());
  const key = JSON.stringify({ ...input, caller: input.caller.id });
  const known = kept.get(key);
  if (known && Math.abs(Date.now() - known.atMs) < freshMs) return void (await known.entry);
  const entry = append();
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, { atMs: Date.now(), entry });
  entry.catch(() => kept.delete(key));
  await entry;
}
