import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import {
  type Caller,
  type Erasure,
  type ErasurePlan,
  type ErasureStep,
  erasure,
  HarnessError,
  isPartKept,
  runningSteps,
} from "@/lib/model";
import { describeHolds } from "./reach/describe-holds";
import { findReach } from "./reach/find-reach";
import { getHeldNeedles } from "./steps/sealed";
import { withHeldMentions } from "./work/held-mentions";

type Row = {
  number: string;
  step: string;
  plan_hash: string;
  plan: string;
  planned_by: string;
  planned_at: string;
  approved_by: string | null;
  is_self: number | boolean | null;
  approved_at: string | null;
  started_at: string | null;
  failure: string | null;
  finished_at: string | null;
  waiting: number;
};

/** The erasure of a case; null while there is no plan. */
async function getErasure(number: string): Promise<Erasure | null> {
  const [row] = await (
    await db()
  ).query<Row>(sql`SELECT number, step, plan_hash, plan, planned_by, planned_at, approved_by, approved_at, planner_id = approver_id AS is_self,
      started_at, failure, finished_at,
      (SELECT count(*) FROM erasure_review review WHERE review.number = erasure.number AND review.decision IS NULL) AS waiting
    FROM erasure WHERE number = ${number}`);
  if (!row) return null;
  const found = toErasure(row);
  return { ...found, canFinish: found.step === "done" && isPartKept(found.plan) && (await isReleased(found)) };
}

/** Whether fewer holds keep something of the person than when it was erased in part. */
async function isReleased({ number, plan }: Erasure): Promise<boolean> {
  const [row] = await (await db()).query<{ person_id: string | null }>(sql`SELECT person_id FROM privacy_request WHERE number = ${number}`);
  if (!row?.person_id) return false;
  const [reach, needles] = [await findReach(row.person_id), await getHeldNeedles(number)];
  const now = await describeHolds(needles ? await withHeldMentions(reach, needles) : reach);
  return now.length < plan.holds.length;
}

/** Throws `erasure_not_found`. */
export async function requireErasure(number: string): Promise<Erasure> {
  const found = await getErasure(number);
  if (!found) throw erasureNotFound();
  return found;
}

function erasureNotFound(): HarnessError {
  return new HarnessError("erasure_not_found", "There is no plan for this case yet. Make one first.");
}

/** Who made the plan, by the id of an account. Throws `erasure_not_found`. */
export async function requirePlannerId(number: string): Promise<string> {
  const [row] = await (await db()).query<{ planner_id: string }>(sql`SELECT planner_id FROM erasure WHERE number = ${number}`);
  if (!row) throw erasureNotFound();
  return row.planner_id;
}

function toErasure(row: Row): Erasure {
  const [plannedBy, approvedBy] = [decodeText(row.planned_by), row.approved_by === null ? null : decodeText(row.approved_by)];
  return erasure.parse({
    number: row.number,
    step: row.step,
    planHash: row.plan_hash,
    plan: JSON.parse(decodeText(row.plan)) as unknown,
    plannedBy,
    plannedAt: row.planned_at,
    approvedBy,
    approvedAt: row.approved_at,
    isSelfApproved: Boolean(row.is_self),
    startedAt: row.started_at,
    failure: row.failure,
    finishedAt: row.finished_at,
    waiting: row.waiting,
    canFinish: false,
  });
}

/** A new plan takes the place of the one there was, with its approval. */
export function upsertPlan(plan: ErasurePlan, { planHash, by, at }: { planHash: string; by: Caller; at: string }): Sql {
  const text = encodeText(JSON.stringify(plan));
  return sql`INSERT INTO erasure (number, step, plan_hash, plan, planned_by, planner_id, planned_at) VALUES (${plan.number}, 'planned', ${planHash}, ${text},
      ${encodeText(by.name)}, ${by.id}, ${at})
    ON CONFLICT (number) DO UPDATE SET step = 'planned', plan_hash = excluded.plan_hash, plan = excluded.plan, planned_by = excluded.planned_by, planner_id = excluded.planner_id,
      planned_at = excluded.planned_at, approved_by = NULL, approver_id = NULL, approved_at = NULL, failure = NULL, finished_at = NULL`;
}

export function setStep(number: string, step: ErasureStep): Sql {
  return sql`UPDATE erasure SET step = ${step} WHERE number = ${number}`;
}

/** Erasures that a process left before their end. */
export async function listUnfinished(): Promise<{ number: string; step: ErasureStep }[]> {
  return (await db()).query(sql`SELECT number, step FROM erasure WHERE step IN (${join([...runningSteps])}) ORDER BY number`);
}
