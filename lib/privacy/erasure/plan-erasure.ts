import { createHash } from "node:crypto";
import { db } from "@/lib/db";
import {
  type Caller,
  canonicalJson,
  type ErasurePlan,
  erasureLimitCodes,
  HarnessError,
  type JsonObject,
  type PrivacyCase,
} from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { requireErasure, upsertPlan } from "./erasure-row";
import type { Needles } from "./needles/needles";
import { describeHolds } from "./reach/describe-holds";
import { countAlike } from "./reach/find-copies";
import { findReach } from "./reach/find-reach";
import type { Reach } from "./reach/reach";
import { fileReviews } from "./review/decisions";
import { reachOfPlaces } from "./review/reach-of-places";
import { type PreparedWork, prepareWork } from "./work/prepare-work";
import type { Task } from "./work/task";

/** More patterns are counted together: a plan is read by people. */
const maxPaths = 500;

export type Prepared = PreparedWork & { plan: ErasurePlan; planHash: string };

/** A dry run: what erasing the person of a case would do now. Reads only. Throws `person_not_found`. */
async function dryRun(number: string, personId: string): Promise<Prepared> {
  return dryRunOf(number, { reach: await findReach(personId) });
}

/** The same for whom it is known already who they are. */
export async function dryRunOf(number: string, sought: { reach: Reach; needles?: Needles }): Promise<Prepared> {
  const prepared = await prepareWork({ number, at: new Date().toISOString(), ...sought });
  const plan = await describePlan(prepared.task);
  return { ...prepared, plan, planHash: hashPlan(plan) };
}

/** The same for a case: its person, or what was decided to be theirs once they are gone. Throws `person_not_found`. */
export async function dryRunOfCase({ number, personId }: Pick<PrivacyCase, "number" | "personId">): Promise<Prepared> {
  if (personId !== null) return dryRun(number, personId);
  const reach = await reachOfPlaces(number);
  if (reach) return dryRunOf(number, { reach });
  throw new HarnessError("person_not_found", "The person of this case has been erased.");
}

/** Makes a case's plan and keeps it; a plan that there was, and its approval, is void. */
export async function planErasure(number: string, caller: Caller) {
  const prepared = await dryRunOfCase(await requireRequest(number));
  await keepPlan(prepared, caller);
  return requireErasure(number);
}

/** Puts a plan, and what waits for a decision by it, in the place of the one before. */
export async function keepPlan({ plan, planHash, task }: Prepared, caller: Caller, more: { replaced?: true } = {}): Promise<void> {
  const detail = { places: plan.unattributed.length, holds: plan.holds.length, rows: rowsOf(plan), ...more };
  const statements = [upsertPlan(plan, { planHash, by: caller, at: new Date().toISOString() }), ...fileReviews(task)];
  await moveRequest(plan.number, "plan_ready", { caller, detail, statements });
}

function rowsOf({ stores }: ErasurePlan): number {
  return stores.reduce((sum, { deleted, rewritten }) => sum + deleted + rewritten, 0);
}

function hashPlan(plan: ErasurePlan): string {
  return createHash("sha256")
    .update(canonicalJson(plan as unknown as JsonObject))
    .digest("base64url");
}

async function describePlan(task: Task): Promise<ErasurePlan> {
  const { number, reach, work, paths, bytes } = task;
  const { provider } = await db();
  return {
    number,
    accounts: reach.accounts.length,
    copies: {
      forks: reach.accounts.filter(({ copiedBy }) => copiedBy === "fork").length,
      files: reach.accounts.filter(({ copiedBy }) => copiedBy === "file").length,
      alike: await countAlike(reach),
    },
    conversations: {
      whole: reach.conversations.filter(({ fate }) => fate === "whole").length,
      shared: reach.conversations.filter(({ fate }) => fate === "shared").length,
      detached: reach.detached.length,
    },
    stores: work.stores,
    paths: [...paths.values()].sort(byPlace).slice(0, maxPaths),
    unattributed: groupUnattributed(task),
    holds: await describeHolds(reach),
    kept: { conversations: reach.held.conversationIds.length, items: reach.held.itemIds.length },
    bytes,
    limits: erasureLimitCodes.filter((code) => code !== "wal" || provider === "postgresql"),
  };
}

type Placed = { botId: string; scope?: string; pattern: string };

function byPlace(one: Placed, other: Placed): number {
  const [a, b] = [one, other].map(({ botId, scope = "", pattern }) => `${botId} ${scope} ${pattern}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupUnattributed({ unattributed }: Task): ErasurePlan["unattributed"] {
  const groups = new Map<string, ErasurePlan["unattributed"][number]>();
  for (const { botId, pattern, reason } of unattributed.values()) {
    const key = JSON.stringify([botId, pattern, reason]);
    groups.set(key, { botId, pattern, reason, places: (groups.get(key)?.places ?? 0) + 1 });
  }
  return [...groups.values()].sort(byPlace);
}
