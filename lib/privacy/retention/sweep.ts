import { randomUUID } from "node:crypto";
import { commitAudited, readAuditHead } from "@/lib/audit";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { signText } from "@/lib/env";
import { bus } from "@/lib/live";
import {
  type Caller,
  HarnessError,
  type JsonObject,
  type RetentionSweep,
  receiptText,
  type SignedReceipt,
  signedReceipt,
} from "@/lib/model";
import { type BotRule, listBotRules } from "./bot-rules";
import { type Copies, sumCopies } from "./copies/forget-copies";
import { endLease, takeLease } from "./lease";
import { sweepLogs } from "./sweep-logs";
import { type Sweeping, sweepState } from "./sweep-state";

const leaseName = "retention-sweep";

/**
 * Takes away all whose time is over, by the rules in force: one case, with a signed receipt. Throws `sweep_running` where another process, or
 * this one, sweeps already. Goes on rule by rule; what fails ends it as failed, and the next sweep begins anew.
 */
export async function sweepRetention(caller: Caller, now = new Date()): Promise<RetentionSweep> {
  const holder = randomUUID();
  if (!(await takeLease(await db(), { name: leaseName, holder }))) {
    throw new HarnessError("sweep_running", "A sweep is running already. Wait for its end.");
  }
  try {
    return await sweepAs(caller, { now, holder });
  } finally {
    await endLease(await db(), { name: leaseName, holder });
  }
}

async function sweepAs(caller: Caller, { now, holder }: { now: Date; holder: string }): Promise<RetentionSweep> {
  const number = await nextNumber(now);
  await (await db()).execute(sql`INSERT INTO retention_sweep (number, started_at, state, by)
    VALUES (${number}, ${now.toISOString()}, 'running', ${encodeText(caller.name)})`);
  const rules = await listBotRules(now);
  const counts: Record<string, number> = {};
  const copies: Record<string, Copies> = {};
  const botIds = new Set<string>();
  try {
    for (const rule of rules) {
      const noteCopies = (more: Copies) => {
        copies[rule.id] = sumCopies(copies[rule.id], more);
      };
      const count = await sweepRule(rule, { now, number, keepLease: () => keepLease(holder), noteCopies });
      if (count === 0) continue;
      counts[rule.id] = (counts[rule.id] ?? 0) + count;
      botIds.add(rule.botId);
    }
  } catch (error) {
    await finish(number, { caller, state: "failed", counts, copies, rules, now });
    throw error;
  }
  await finish(number, { caller, state: "complete", counts, copies, rules, now });
  if (botIds.size > 0) bus().publish({ type: "masking", botIds: [...botIds] });
  return requireSweep(number);
}

function sweepRule(rule: BotRule, how: Sweeping): Promise<number> {
  return rule.store === "transcript" || rule.store === "records" ? sweepLogs(rule, how) : sweepState(rule, how);
}

/** Between batches: whoever lost the lease stops before another does the same. */
async function keepLease(holder: string): Promise<void> {
  if (await takeLease(await db(), { name: leaseName, holder })) return;
  throw new HarnessError("sweep_running", "Another process has taken this sweep over.");
}

type Ending = {
  caller: Caller;
  state: "complete" | "failed";
  counts: Record<string, number>;
  /** What went elsewhere with the state, by rule. */
  copies: Record<string, Copies>;
  rules: readonly BotRule[];
  now: Date;
};

async function finish(number: string, ending: Ending): Promise<void> {
  const { caller, state, counts } = ending;
  const finishedAt = new Date().toISOString();
  const receipt = state === "complete" ? JSON.stringify(await makeReceipt(number, { ...ending, finishedAt })) : null;
  await commitAudited(
    [{ caller, action: "retention.swept", caseNumber: number, counts, outcome: state === "failed" ? "failed" : "done" }],
    [
      sql`UPDATE retention_sweep SET state = ${state}, finished_at = ${finishedAt}, counts = ${JSON.stringify(counts)}, receipt = ${receipt}
        WHERE number = ${number}`,
    ],
  );
}

/** Rules and counts, and where the audit log ended before the sweep's own entry; no names and no values. */
async function makeReceipt(
  number: string,
  { counts, copies, rules, now, finishedAt }: Ending & { finishedAt: string },
): Promise<SignedReceipt> {
  const receipt: JsonObject = {
    format: "turnscope-retention-receipt",
    version: 1,
    caseNumber: number,
    startedAt: now.toISOString(),
    doneAt: finishedAt,
    rules: rules.map(({ id, botId, store, basis, days, action }) => {
      const gone = { gone: counts[id] ?? 0, ...(copies[id] && { copies: copies[id] }) };
      return { id, botId, store, basis, days, action, ...gone };
    }),
    notErased: [
      { code: "held", what: "What is on hold or restricted" },
      { code: "held-copies", what: "Copies of it in records and snapshots of conversations in which somebody on hold or restricted is" },
      { code: "places-in-logs", what: "That there was an activity, when and on which side; who was in a conversation" },
      {
        code: "bytes",
        what: "Freed pages are overwritten in the database; older backups and PostgreSQL's log keep copies until they are recycled",
      },
    ],
    auditHead: await readAuditHead(),
  };
  return { receipt, signature: signText(receiptText(receipt)) };
}

async function nextNumber(now: Date): Promise<string> {
  const year = `RS-${now.getUTCFullYear()}-`;
  const [last] = await (await db()).query<{ number: string }>(sql`SELECT number FROM retention_sweep WHERE number LIKE ${`${year}%`}
    ORDER BY length(number) DESC, number DESC LIMIT 1`);
  return `${year}${String((last ? Number(last.number.slice(year.length)) : 0) + 1).padStart(4, "0")}`;
}

type SweepRow = { number: string; started_at: string; finished_at: string | null; state: string; by: string; counts: string };

async function selectSweeps(where: Sql): Promise<RetentionSweep[]> {
  const rows = await (await db()).query<SweepRow>(
    sql`SELECT number, started_at, finished_at, state, by, counts FROM retention_sweep WHERE ${where}`,
  );
  return rows.map((row) => ({
    number: row.number,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    state: row.state === "complete" ? "complete" : row.state === "failed" ? "failed" : "running",
    by: decodeText(row.by),
    counts: JSON.parse(row.counts) as Record<string, number>,
  }));
}

async function requireSweep(number: string): Promise<RetentionSweep> {
  const [found] = await selectSweeps(sql`number = ${number}`);
  if (!found) throw new HarnessError("case_not_found", "There is no sweep with this number.");
  return found;
}

/** The last that came to its end. */
export async function lastSweep(): Promise<RetentionSweep | null> {
  const [last] = await selectSweeps(sql`state = 'complete' ORDER BY started_at DESC LIMIT 1`);
  return last ?? null;
}

/** Throws `case_not_found` where there is none, also for a sweep that failed. */
export async function readSweepReceipt(number: string): Promise<SignedReceipt> {
  const [row] = await (await db()).query<{ receipt: string | null }>(
    sql`SELECT receipt FROM retention_sweep WHERE number = ${encodeText(number)}`,
  );
  if (!row?.receipt) throw new HarnessError("case_not_found", "There is no receipt of a sweep with this number.");
  return signedReceipt.parse(JSON.parse(row.receipt)) as SignedReceipt;
}
