import { db, join, sql } from "@/lib/db";
import type { PeopleRequest, PersonPage, Sight } from "@/lib/model";
import { describePeople } from "./describe-people";
import { fewPeople } from "./few-people";
import { findPeople } from "./find-people";
import { isKnownPerson } from "./known-people";
import { isFiltered, matchesFilter } from "./person-filter";
import { comesAfter, formatCursor, orderBy, orderOf } from "./person-order";

const pageSize = 100;

type OrderedRow = { id: string; sorted_by: string | number };

/** Whom the bots know, 100 a page, as far as they are asked for. Throws `invalid_cursor`. */
export async function listPeople(request: PeopleRequest, sight: Sight): Promise<PersonPage> {
  const few = await fewPeople(request, sight);
  const found = request.query ? await findPeople(request, { few, sight }) : null;
  const rows = await readPage(request, { among: found?.personIds ?? few, sight });
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const people = await describePeople(
    page.map(({ id }) => id),
    sight,
    found,
  );
  return {
    people,
    cursor: rows.length > pageSize && last ? formatCursor(request.sort, last.sorted_by, last.id) : null,
    total: found || request.cursor !== undefined || isFiltered(request) || sight.unknownBots.size > 0 ? null : await countPeople(),
    search: found && { match: found.match, isCapped: found.isCapped },
  };
}

async function readPage(
  request: PeopleRequest,
  { among, sight }: { among: readonly string[] | null; sight: Sight },
): Promise<OrderedRow[]> {
  if (among?.length === 0) return [];
  const order = orderOf(request);
  const isAmong = among ? sql`person.id IN (${join([...among])})` : sql`1 = 1`;
  return (await db()).aside<OrderedRow>(sql`SELECT person.id, ${order.column} AS sorted_by FROM person
    WHERE ${comesAfter(order, request)} AND ${isAmong} AND ${matchesFilter(request)} AND ${isKnownPerson(sight)} ORDER BY ${orderBy(order)} LIMIT ${pageSize + 1}`);
}

async function countPeople(): Promise<number> {
  const [row] = await (await db()).aside<{ n: number }>(sql`SELECT count(*) AS n FROM person`);
  return row?.n ?? 0;
}
