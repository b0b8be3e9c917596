import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { type CaseList, type CaseSummary, endStates, type ListCasesRequest, type PrivacyCase, type Sight } from "@/lib/model";
import { describeCasePeople } from "./case-person";
import { selectCases } from "./case-row";
import { deadlineOfCase } from "./deadline-of-case";

const pageSize = 200;

const isOpen = sql`request.state NOT IN (${join([...endStates])})`;

/** Cases, the open ones that are due next first, then those that were closed last. */
export async function listRequests({ is, type, personId }: ListCasesRequest, sight: Sight): Promise<CaseList> {
  const wanted = [
    type === undefined ? sql`1 = 1` : sql`request.type = ${type}`,
    personId === undefined ? sql`1 = 1` : sql`request.person_id = ${encodeText(personId)}`,
  ];
  const where = join(wanted, " AND ");
  const [open, closed] = await Promise.all([selectOpen(where), is === "open" || is === "late" ? [] : selectClosed(where)]);
  const openCases = await describeCases(open, sight);
  const late = openCases.filter(({ deadline }) => deadline.urgency === "overdue");
  const shown = is === "late" ? late : is === "closed" ? [] : openCases;
  return {
    cases: [...shown.sort(byDueDay), ...(await describeCases(closed, sight))].slice(0, pageSize),
    counts: { open: open.length, late: late.length, closed: await countClosed(where) },
  };
}

function selectOpen(where: Sql): Promise<PrivacyCase[]> {
  return selectCases(sql`${where} AND ${isOpen} ORDER BY request.received_on, request.number`);
}

function selectClosed(where: Sql): Promise<PrivacyCase[]> {
  return selectCases(sql`${where} AND NOT (${isOpen}) ORDER BY request.closed_at DESC, request.number DESC LIMIT ${pageSize}`);
}

async function countClosed(where: Sql): Promise<number> {
  const [row] = await (await db()).query<{ n: number }>(
    sql`SELECT count(*) AS n FROM privacy_request request WHERE ${where} AND NOT (${isOpen})`,
  );
  return row?.n ?? 0;
}

function byDueDay(one: CaseSummary, other: CaseSummary): number {
  return one.deadline.dueOn < other.deadline.dueOn ? -1 : one.deadline.dueOn > other.deadline.dueOn ? 1 : 0;
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
