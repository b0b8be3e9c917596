import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { type CaseList, type CaseSummary, endStates, type ListCasesRequest, type PrivacyCase, type Sight } from "@/lib/model";
import { type CasePlace, formatCursor, isAfter, parseCursor } from "./case-cursor";
import { describeCasePeople } from "./case-person";
import { selectCases } from "./case-row";
import { deadlineOfCase } from "./deadline-of-case";
import { type DueDay, listDueDays, selectPlainCases, selectShiftedCases } from "./open-cases";

const pageSize = 100;

const isOpen = sql`request.state NOT IN (${join([...endStates])})`;

/** Cases, the open ones that are due next first, then those that were closed last; 100 a page. Throws `invalid_cursor`. */
export async function listRequests({ is, type, personId, cursor }: ListCasesRequest, sight: Sight): Promise<CaseList> {
  const wanted = [
    type === undefined ? sql`1 = 1` : sql`request.type = ${type}`,
    personId === undefined ? sql`1 = 1` : sql`request.person_id = ${encodeText(personId)}`,
  ];
  const where = join(wanted, " AND ");
  const after = cursor === undefined ? null : parseCursor(cursor);
  const ofOpen = sql`${where} AND ${isOpen}`;
  const [days, shifted, closed] = await Promise.all([
    listDueDays(ofOpen),
    selectShiftedCases(ofOpen),
    is === "open" || is === "late" ? [] : selectClosed(where, after),
  ]);
  const [lateDays, lateShifted] = [days.filter((day) => day.isLate), shifted.filter(isLate)];
  const open = is === "late" ? { days: lateDays, shifted: lateShifted } : { days, shifted };
  const found = [...(is === "closed" || after?.part === "closed" ? [] : await firstOpen(ofOpen, { ...open, after })), ...closed];
  const page = found.slice(0, pageSize);
  const last = found.length > pageSize ? page.at(-1) : undefined;
  return {
    cases: await describeCases(page, sight),
    cursor: last ? formatCursor(toPlace(last)) : null,
    counts: { open: countOf(days) + shifted.length, late: countOf(lateDays) + lateShifted.length, closed: await countClosed(where) },
  };
}

type Open = { days: readonly DueDay[]; shifted: readonly PrivacyCase[]; after: CasePlace | null };

/** A page of open cases and one more, in the order in which they are due, from a place on. */
async function firstOpen(where: Sql, { days, shifted, after }: Open): Promise<PrivacyCase[]> {
  const limit = pageSize + 1;
  const plain = await selectPlainCases(where, { days, after, limit });
  return fromPlace([...plain, ...shifted], after).slice(0, limit);
}

function countOf(days: readonly DueDay[]): number {
  return days.reduce((sum, { count }) => sum + count, 0);
}

function selectClosed(where: Sql, after: CasePlace | null): Promise<PrivacyCase[]> {
  const rest =
    after?.part === "closed"
      ? sql`(request.closed_at < ${after.at} OR (request.closed_at = ${after.at} AND request.number < ${after.number}))`
      : sql`1 = 1`;
  return selectCases(
    sql`${where} AND NOT (${isOpen}) AND ${rest} ORDER BY request.closed_at DESC, request.number DESC LIMIT ${pageSize + 1}`,
  );
}

/** Open cases in the order in which they are due, from a place on. */
function fromPlace(cases: readonly PrivacyCase[], after: CasePlace | null): PrivacyCase[] {
  const placed = cases.map((one) => ({ one, place: toPlace(one) }));
  const rest = after === null ? placed : placed.filter(({ place }) => isAfter(place, after));
  return rest.sort((one, other) => (isAfter(one.place, other.place) ? 1 : -1)).map(({ one }) => one);
}

function toPlace(one: PrivacyCase): CasePlace {
  const { number, closedAt } = one;
  return closedAt === null ? { part: "open", at: deadlineOfCase(one).dueOn, number } : { part: "closed", at: closedAt, number };
}

function isLate(one: PrivacyCase): boolean {
  return deadlineOfCase(one).urgency === "overdue";
}

async function countClosed(where: Sql): Promise<number> {
  const [row] = await (await db()).query<{ n: number }>(
    sql`SELECT count(*) AS n FROM privacy_request request WHERE ${where} AND NOT (${isOpen})`,
  );
  return row?.n ?? 0;
}

/** Cases as a list shows them. */
export async function describeCases(cases: readonly PrivacyCase[], sight: Sight): Promise<CaseSummary[]> {
  const people = await describeCasePeople(
    cases.flatMap(({ personId }) => personId ?? []),
    sight,
  );
  const open = await countOpenRecipients(cases.map(({ number }) => number));
  return cases.map((one) => ({
    number: one.number,
    type: one.type,
    state: one.state,
    receivedOn: one.receivedOn,
    jurisdiction: one.jurisdiction,
    duplicateOf: one.duplicateOf,
    openedAt: one.openedAt,
    closedAt: one.closedAt,
    version: one.version,
    person: one.personId === null ? null : (people.get(one.personId) ?? null),
    deadline: deadlineOfCase(one),
    openRecipients: open.get(one.number) ?? 0,
  }));
}

async function countOpenRecipients(numbers: readonly string[]): Promise<Map<string, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await (await db()).query<{ number: string; n: number }>(sql`SELECT number, count(*) AS n FROM request_recipient
    WHERE state = 'open' AND number IN (${join([...numbers])}) GROUP BY number`);
  return new Map(rows.map(({ number, n }) => [number, n]));
}
