import { db, decodeText, join, type Sql, sql } from "@/lib/db";
import type { PeopleRequest, PersonPage, Sight } from "@/lib/model";
import { describePeople } from "./describe-people";
import { fewPeople } from "./few-people";
import { findPeople } from "./find-people";
import { isKnownBot, isKnownPerson } from "./known-people";
import { isFiltered, matchesFilter } from "./person-filter";
import { comesAfter, formatCursor, isNullable, orderBy, orderOf } from "./person-order";

const pageSize = 100;

type OrderedRow = { id: string; sorted_by: string | number | null };

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
    channels: request.cursor === undefined ? await listChannels(sight) : null,
    search: found && { match: found.match, isCapped: found.isCapped },
  };
}

/** Who lacks what the list is ordered by, such as an oldest fact, comes last in either direction. */
async function readPage(
  request: PeopleRequest,
  { among, sight }: { among: readonly string[] | null; sight: Sight },
): Promise<OrderedRow[]> {
  if (among?.length === 0) return [];
  const order = orderOf(request);
  const { having, lacking } = comesAfter(order, request);
  const isAmong = among ? sql`person.id IN (${join([...among])})` : sql`1 = 1`;
  const select = async (part: Sql, limit: number) =>
    (await db()).aside<OrderedRow>(sql`SELECT person.id, ${order.column} AS sorted_by FROM person
      WHERE ${part} AND ${isAmong} AND ${matchesFilter(request)} AND ${isKnownPerson(sight)} ORDER BY ${orderBy(order)} LIMIT ${limit}`);
  const first = having ? await select(having, pageSize + 1) : [];
  const isFull = first.length > pageSize || !isNullable(request.sort);
  return isFull ? first : [...first, ...(await select(lacking, pageSize + 1 - first.length))];
}

async function countPeople(): Promise<number> {
  const [row] = await (await db()).aside<{ n: number }>(sql`SELECT count(*) AS n FROM person`);
  return row?.n ?? 0;
}

/** By stepping from one to the next in the index: there are a few channels and perhaps a million identities. */
async function listChannels(sight: Sight): Promise<string[]> {
  if (sight.unknownBots.size > 0) return listKnownChannels(sight);
  const rows = await (await db()).aside<{ id: string }>(sql`WITH RECURSIVE channel (id) AS (
      SELECT min(channel_id) FROM identity
      UNION ALL SELECT (SELECT min(channel_id) FROM identity WHERE channel_id > channel.id) FROM channel WHERE channel.id IS NOT NULL)
    SELECT id FROM channel WHERE id IS NOT NULL`);
  return rows.map(({ id }) => decodeText(id));
}

async function listKnownChannels(sight: Sight): Promise<string[]> {
  const rows = await (await db()).aside<{ id: string }>(sql`SELECT DISTINCT identity.channel_id AS id
    FROM acquaintance JOIN identity ON identity.id = acquaintance.identity_id WHERE ${isKnownBot(sql`acquaintance.bot_id`, sight)} ORDER BY id`);
  return rows.map(({ id }) => decodeText(id));
}
