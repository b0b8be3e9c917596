import * as z from "zod";
import { type AuditInput, commitAudited } from "@/lib/audit";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { newLine, processSingleton } from "@/lib/env";
import { type Caller, defaultRetention, HarnessError, type PutRetentionRequest, type RetentionRule, retentionRule } from "@/lib/model";
import { selectProposals } from "../proposals/proposal-rows";
import { propose } from "../proposals/propose";

/** A set of rules as somebody put it. What shortens something has no time from which it counts until a second person approved it. */
export type Policy = { version: number; rules: RetentionRule[]; by: string; at: string; effectiveFrom: string | null };

type Row = { version: number; rules: string; by: string; at: string; effective_from: string };

const unapproved = "";
/** So long can be thought better of what takes data away. */
const delayMs = 24 * 60 * 60 * 1000;

/** Rules are put and approved one after another; `saved` counts the sets that this process kept, so that one asked for meanwhile is noticed. */
const saving = processSingleton("retention-policies", () => ({ inLine: newLine(), saved: 0 }));

async function selectPolicies(where: Sql): Promise<Policy[]> {
  const rows = await (await db()).query<Row>(sql`SELECT version, rules, "by", at, effective_from FROM retention_policy WHERE ${where}`);
  return rows.map(({ version, rules, by, at, effective_from }) => ({
    version,
    rules: z.array(retentionRule).parse(JSON.parse(decodeText(rules))),
    by: decodeText(by),
    at,
    effectiveFrom: effective_from === unapproved ? null : effective_from,
  }));
}

/** The rules that count now: the newest that are in force, else the defaults. */
export async function policyInForce(now = new Date()): Promise<Policy> {
  const [newest] = await selectPolicies(
    sql`effective_from <> ${unapproved} AND effective_from <= ${now.toISOString()} ORDER BY effective_from DESC, version DESC LIMIT 1`,
  );
  return newest ?? { version: 0, rules: [...defaultRetention], by: "Turnscope", at: "", effectiveFrom: null };
}

/** A newer set that is not in force yet. */
export async function waitingPolicy(now = new Date()): Promise<Policy | null> {
  const { version } = await policyInForce(now);
  const [waiting, turnedDown] = await Promise.all([
    selectPolicies(
      sql`version > ${version} AND (effective_from = ${unapproved} OR effective_from > ${now.toISOString()}) ORDER BY version DESC`,
    ),
    turnedDownVersions(),
  ]);
  return waiting.find((policy) => !turnedDown.has(policy.version)) ?? null;
}

async function turnedDownVersions(): Promise<Set<number>> {
  const found = await selectProposals(sql`kind = 'change-retention' AND state IN ('rejected', 'failed')`);
  return new Set(found.flatMap(({ work }) => (work.kind === "change-retention" ? [work.version] : [])));
}

/**
 * Keeps new rules. Those that only keep longer count at once; the others are proposed, and count a day after a second person approved. Throws
 * `rules_changed` where others are in force than those of the version that they were made from, or others were put at the same moment.
 */
export function putPolicy(request: PutRetentionRequest, caller: Caller): Promise<"in-force" | "proposed"> {
  const seen = saving.saved;
  return saving.inLine(async () => {
    if (seen !== saving.saved) throw rulesChanged("Other rules were saved at the same moment.");
    return savePolicy(request, caller);
  });
}

async function savePolicy({ rules, reason, version: from }: PutRetentionRequest, caller: Caller): Promise<"in-force" | "proposed"> {
  const { rules: current, version: inForce } = await policyInForce();
  if (from !== undefined && from !== inForce) throw rulesChanged("Other rules came into force since you read these.");
  const isShorter = shortens(current, rules);
  const now = new Date().toISOString();
  const version = await nextVersion();
  await commitAudited(
    [{ caller, action: "retention.changed", place: isShorter ? "proposed" : "in force", counts: { rules: rules.length } }],
    [
      sql`INSERT INTO retention_policy (version, rules, "by", at, effective_from)
        VALUES (${version}, ${encodeText(JSON.stringify(rules))}, ${encodeText(caller.name)}, ${now}, ${isShorter ? unapproved : now})`,
    ],
  );
  saving.saved++;
  if (!isShorter) return "in-force";
  await propose({ kind: "change-retention", personId: null, version }, { reason, caller });
  return "proposed";
}

function rulesChanged(why: string): HarnessError {
  return new HarnessError("rules_changed", `${why} Nothing was saved; look at them, then save again.`);
}

async function nextVersion(): Promise<number> {
  const [row] = await (await db()).query<{ last: number | null }>(sql`SELECT max(version) AS last FROM retention_policy`);
  return (row?.last ?? 0) + 1;
}

/** Whether anything would be kept for a shorter time than now: a rule that is new, counts fewer days, or takes in more than it did. */
export function shortens(current: readonly RetentionRule[], wanted: readonly RetentionRule[]): boolean {
  return wanted.some((rule) => {
    if (!rule.isOn) return false;
    const before = current.find(({ id }) => id === rule.id);
    if (!before?.isOn) return true;
    const isSame = (["botId", "store", "pattern", "category", "basis", "action"] as const).every((key) => before[key] === rule[key]);
    return !isSame || rule.days < before.days;
  });
}

type Deciding = { caller: Caller; along: Sql[]; decision: AuditInput };

/** Once a second person approved: the rules count in a day. Throws `invalid_request` when newer ones stand already. */
export function approvePolicy(version: number, { caller, along, decision }: Deciding): Promise<void> {
  return saving.inLine(async () => {
    const { version: inForce } = await policyInForce();
    if (inForce > version) throw new HarnessError("invalid_request", "Other rules were put in force since these were proposed.");
    const effectiveFrom = new Date(Date.now() + delayMs).toISOString();
    await commitAudited(
      [{ caller, action: "retention.changed", place: "approved" }, decision],
      [sql`UPDATE retention_policy SET effective_from = ${effectiveFrom} WHERE version = ${version}`, ...along],
    );
  });
}
