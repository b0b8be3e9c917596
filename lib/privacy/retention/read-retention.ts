import { listProductionBots } from "@/lib/conversations";
import { processSingleton } from "@/lib/env";
import type { Retention, RetentionPreview } from "@/lib/model";
import { type BotRule, dictionaryRules, isWhole, listBotRules } from "./bot-rules";
import { expiredConversations, expiredFacts, expiredItems, expiredRecords, type Kept } from "./expired";
import { policyInForce, waitingPolicy } from "./policies";
import { lastSweep } from "./sweep";

const sweepHourUtc = 3;
const missedMs = 36 * 60 * 60_000;

/** The rules in force, what waits to be, and how the sweeps go. */
export async function readRetention(now = new Date()): Promise<Retention> {
  const [policy, waiting, last, production] = await Promise.all([
    policyInForce(now),
    waitingPolicy(now),
    lastSweep(),
    listProductionBots(),
  ]);
  const ofPaths = await dictionaryRules([...production]);
  return {
    version: policy.version,
    rules: [...policy.rules.map((rule) => ({ ...rule, origin: "policy" as const, label: null })), ...ofPaths],
    waiting: waiting && { version: waiting.version, rules: waiting.rules, effectiveFrom: waiting.effectiveFrom, by: waiting.by },
    lastSweep: last,
    nextSweepAt: nextSweepAt(now).toISOString(),
    isMissed: production.size > 0 && isMissed(last?.startedAt ?? null, now),
  };
}

export function nextSweepAt(now: Date): Date {
  const next = new Date(now);
  next.setUTCHours(sweepHourUtc, 0, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}

/** Where none ever was it counts from the start of this process. */
export function isMissed(lastAt: string | null, now: Date): boolean {
  const since = lastAt === null ? processSingleton("retention-since", () => now.getTime()) : Date.parse(lastAt);
  return now.getTime() - since > missedMs;
}

const maxCounted = 100_000;

/** What the next sweep would take, and what holds and restrictions keep. */
export async function previewRetention(now = new Date()): Promise<RetentionPreview> {
  const rules: RetentionPreview["rules"] = [];
  for (const rule of await listBotRules(now)) {
    const [goes, kept] = [await count(rule, "free", now), await count(rule, "kept", now)];
    if (goes.items + kept.items > 0) rules.push({ id: rule.id, store: rule.store, ...goes, excepted: kept.items });
  }
  return { at: now.toISOString(), rules, total: rules.reduce((sum, { values }) => sum + values, 0) };
}

async function count(rule: BotRule, kept: Kept, now: Date): Promise<{ values: number; items: number }> {
  const page = { now, kept, after: "", limit: maxCounted };
  if (rule.store === "transcript" || rule.store === "records") {
    const found = await (rule.store === "transcript" ? expiredConversations : expiredRecords)(rule, page);
    return { values: found.reduce((sum, { n }) => sum + n, 0), items: found.length };
  }
  if (isWhole(rule)) {
    const { length } = await expiredItems(rule, page);
    return { values: length, items: length };
  }
  const facts = await expiredFacts(rule, page);
  return { values: facts.length, items: new Set(facts.map(({ id }) => id)).size };
}
