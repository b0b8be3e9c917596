import { join, type Sql, sql } from "@/lib/db";
import type { ProtocolLogPage, ProtocolLogQuery } from "@/lib/model";
import { selectExchanges } from "./exchange-rows";
import { flushProtocolLog } from "./note-exchange";

/** A page of a conversation's protocol log, the newest one first, with all that was noted before it was asked for. */
export async function listExchanges(conversationId: string, { before, limit, ...filter }: ProtocolLogQuery): Promise<ProtocolLogPage> {
  await flushProtocolLog();
  const newestFirst = await selectExchanges(conversationId, toWhere({ before, ...filter }), limit + 1);
  const page = newestFirst.slice(0, limit).reverse();
  const cursor = newestFirst.length > limit ? (page[0]?.seq ?? null) : null;
  return { exchanges: page.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)), cursor };
}

function toWhere({ before, party, direction, status }: Omit<ProtocolLogQuery, "limit">): Sql {
  const conditions = [
    sql`1 = 1`,
    ...(before === undefined ? [] : [sql`seq < ${before}`]),
    ...(party === undefined ? [] : [sql`party = ${party}`]),
    ...(direction === undefined ? [] : [sql`direction = ${direction}`]),
    ...(status === undefined ? [] : [ofStatus(status)]),
  ];
  return join(conditions, " AND ");
}

function ofStatus(status: NonNullable<ProtocolLogQuery["status"]>): Sql {
  // A frame on a stream awaits none.
  if (status === "none") return sql`status IS NULL AND method <> 'FRAME'`;
  const first = Number(status[0]) * 100;
  return sql`status >= ${first} AND status < ${first + 100}`;
}
