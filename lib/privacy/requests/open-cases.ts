import { db, join, type Sql, sql } from "@/lib/db";
import type { PrivacyCase } from "@/lib/model";
import type { CasePlace } from "./case-cursor";
import { selectCases } from "./case-row";
import { deadlineOfCase } from "./deadline-of-case";

// When a case is due is worked out and not stored. Without an extension or a pause the day of its receipt says it, so that such cases are
// counted and found by days; the others are fewer and are looked at one by one.

const isPlain = sql`request.extension IS NULL AND request.pauses = '[]'`;

/** Cases that came in on one day and are due on one day. */
export type DueDay = { receivedOn: string; dueOn: string; isLate: boolean; count: number };

/** The days of the plain cases that `where` selects, the next to be due first. */
export async function listDueDays(where: Sql): Promise<DueDay[]> {
  const rows = await (await db()).query<{ received_on: string; n: number }>(
    sql`SELECT received_on, count(*) AS n FROM privacy_request request WHERE ${where} AND ${isPlain} GROUP BY received_on ORDER BY received_on`,
  );
  return rows.map(({ received_on: receivedOn, n: count }) => {
    const { dueOn, urgency } = deadlineOfCase({ receivedOn, extension: null, pauses: [], closedAt: null });
    return { receivedOn, dueOn, isLate: urgency === "overdue", count };
  });
}

type Page = { days: readonly DueDay[]; after: CasePlace | null; limit: number };

/** The first plain cases of these days from a place on, in the order in which they are due. */
export async function selectPlainCases(where: Sql, { days, after, limit }: Page): Promise<PrivacyCase[]> {
  const wanted = daysOfPage({ days, after, limit });
  if (wanted.length === 0) return [];
  const begun = wanted.filter(({ dueOn }) => dueOn === after?.at).map(({ receivedOn }) => receivedOn);
  const isRest =
    after === null || begun.length === 0
      ? sql`1 = 1`
      : sql`(request.received_on NOT IN (${join(begun)}) OR request.number > ${after.number})`;
  const dueOn = wanted.map((day) => sql`WHEN ${day.receivedOn} THEN ${day.dueOn}`);
  return selectCases(sql`${where} AND ${isPlain} AND ${isRest} AND request.received_on IN (${join(wanted.map(({ receivedOn }) => receivedOn))})
    ORDER BY CASE request.received_on ${join(dueOn, " ")} END, request.number LIMIT ${limit}`);
}

/** As many days as fill a page; of the day on which the page before ended nobody knows how many cases are left. */
function daysOfPage({ days, after, limit }: Page): DueDay[] {
  const left = days.filter(({ dueOn }) => after === null || dueOn >= after.at);
  let count = 0;
  const last = left.find((day) => {
    if (day.dueOn !== after?.at) count += day.count;
    return count >= limit;
  });
  return last === undefined ? left : left.filter(({ dueOn }) => dueOn <= last.dueOn);
}

/** Those that were extended, or whose clock stands or stood still. */
export function selectShiftedCases(where: Sql): Promise<PrivacyCase[]> {
  return selectCases(sql`${where} AND NOT (${isPlain})`);
}
