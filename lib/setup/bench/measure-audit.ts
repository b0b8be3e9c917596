import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { commitAudited, verifyAudit } from "@/lib/audit";
import { migrate } from "@/lib/db";
import { openDb } from "@/lib/db/open-db";
import { processDb } from "@/lib/db/process-db";
import { canonicalJson, localCaller } from "@/lib/model";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

type AuditSize = { rounds: number; entries: number };

/** Entries put on record while others wait, as answers do, and the whole log gone through; in this process, on SQLite. */
export async function measureAudit({ rounds, entries }: AuditSize): Promise<PartResult> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bench-"));
  const location = { databaseUrl: null, dataFolder };
  await migrate(location);
  processDb.opened = openDb(location);
  try {
    const rates = { append: [] as number[], alone: [] as number[], verify: [] as number[], floor: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      rates.append.push(await perSecond(entries, () => appendTogether(entries)));
      rates.alone.push(await perSecond(entries / 20, () => appendOneByOne(entries / 20)));
      const before = performance.now();
      const { entries: checked, isIntact } = await verifyAudit({ folder: dataFolder });
      if (!isIntact) throw new Error("The measured log must be intact.");
      rates.verify.push((checked * 1000) / (performance.now() - before));
      rates.floor.push(await perSecond(entries, async () => hashOnly(entries)));
    }
    return toResult(rates, entries);
  } finally {
    await (await processDb.opened).close();
    processDb.opened = null;
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const viewed = (number: number) => ({ caller: localCaller, action: "person.viewed" as const, place: "facts", subjects: [refOf(number)] });
const refOf = (number: number): string => createHash("sha256").update(String(number)).digest("base64url");

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedMs);
}

/** A hundred answers at a time wait for their entries. */
async function appendTogether(entries: number): Promise<void> {
  for (let done = 0; done < entries; done += 100)
    await Promise.all(Array.from({ length: 100 }, (_, index) => commitAudited([viewed(done + index)])));
}

async function appendOneByOne(entries: number): Promise<void> {
  for (let done = 0; done < entries; done++) await commitAudited([viewed(done)]);
}

/** What no log with such a chain can do without. */
function hashOnly(entries: number): void {
  let hash = "0".repeat(64);
  const { caller, ...told } = viewed(0);
  const entry = { ...told, actor: caller.id, roles: [...caller.roles], at: new Date().toISOString(), counts: {}, outcome: "done" };
  for (let seq = 1; seq <= entries; seq++)
    hash = createHash("sha256")
      .update(canonicalJson({ ...entry, seq, prevHash: hash }))
      .digest("hex");
}

type Rates = { append: number[]; alone: number[]; verify: number[]; floor: number[] };

function toResult({ append, alone, verify, floor }: Rates, entries: number): PartResult {
  const chained = { name: "canonical JSON and SHA-256 alone", ...summarize(floor) };
  const row = (name: string, values: number[], aim: number): BenchRow => {
    return { part: "audit", name, unit: "entries/s", measured: summarize(values), floor: chained, aim: { kind: "above", value: aim } };
  };
  return {
    rows: [
      row("append, 100 waiting at a time", append, 1_000),
      row("append, one after another", alone, 500),
      row("verify the whole log", verify, 10_000),
    ],
    notes: [`audit: SQLite, each entry committed before its answer; ${entries} entries a round, of one person each.`],
  };
}
