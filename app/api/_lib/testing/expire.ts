import { db, sql } from "@/lib/db";
import { localCaller, type RetentionRule } from "@/lib/model";
import { hideExpiredFromPeople, putPolicy } from "@/lib/privacy";

const usual = { botId: "obedient", pattern: null, category: null, basis: "lastTurn", days: 30, action: "delete", isOn: true } as const;

export type Rule = Pick<RetentionRule, "store"> & Partial<RetentionRule>;

/** Rules that are in force for the test bot, as if they had been put long ago. */
export async function inForce(...rules: Rule[]): Promise<void> {
  hideExpiredFromPeople();
  const whole = rules.map((rule, index) => ({ ...usual, id: `r${index}`, ...rule }));
  await putPolicy({ rules: whole, reason: "a test" }, localCaller);
  await (await db()).execute(sql`UPDATE retention_policy SET effective_from = at`);
}

/** As if all that happened until now had happened so many days earlier. */
export async function daysLater(days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000).toISOString();
  for (const change of [
    sql`UPDATE acquaintance SET last_seen_at = ${then}`,
    sql`UPDATE conversation SET last_activity_at = ${then}`,
    sql`UPDATE state_write SET at = ${then}`,
    sql`UPDATE turn SET started_at = ${then}`,
  ])
    await (await db()).execute(change);
}
