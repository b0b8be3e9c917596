import { encodeText, join, type Sql, sql } from "@/lib/db";

export type LogCopy = {
  from: string;
  to: string;
  /** The last turn to be copied. */
  turn: number;
  /** New ids of people, by their old ones; who is not listed keeps theirs. */
  users: ReadonlyMap<string, string>;
};

/**
 * Statements that copy a conversation's turns, up to and with `turn`, and their activities, with ids renamed. The database does it, so
 * that thousands of turns cost no more than writing them. Positions stay; a client's own activity ids do not, since they serve retries.
 */
export function copyLog({ from, to, turn, users }: LogCopy): Sql[] {
  const [source, target] = [encodeText(from), encodeText(to)];
  const body = renamedIn(sql`body`, new Map([[from, to], ...users]));
  return [
    sql`INSERT INTO activity (conversation_id, position, id, turn_number, is_incoming, type, from_id, client_activity_id, body, created_at)
      SELECT ${target}, position, id, turn_number, is_incoming, type, ${renamed(sql`from_id`, users)}, NULL, ${body}, created_at
      FROM activity WHERE conversation_id = ${source} AND turn_number <= ${turn}`,
    sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, duration_ms, outcome, error, counts, write_seq,
        state_seq, bot_version, lost_updates)
      SELECT ${target}, number, ${renamed(sql`user_id`, users)}, activity_id, started_at, duration_ms, outcome, error, counts, write_seq,
        state_seq, bot_version, lost_updates
      FROM turn WHERE conversation_id = ${source} AND number <= ${turn}`,
    sql`INSERT INTO turn_record (conversation_id, number, body)
      SELECT ${target}, number, body FROM turn_record WHERE conversation_id = ${source} AND number <= ${turn}`,
  ];
}

/** A column of ids. */
function renamed(column: Sql, ids: ReadonlyMap<string, string>): Sql {
  const cases = [...ids].filter(([from, to]) => from !== to).map(([from, to]) => sql`WHEN ${encodeText(from)} THEN ${encodeText(to)}`);
  return cases.length === 0 ? column : sql`CASE ${column} ${join(cases, " ")} ELSE ${column} END`;
}

/** A column of JSON text as JSON.stringify writes it: an id stands behind `"id":` and nowhere else. */
function renamedIn(column: Sql, ids: ReadonlyMap<string, string>): Sql {
  return [...ids]
    .filter(([from, to]) => from !== to)
    .reduce((text, [from, to]) => sql`replace(${text}, ${idMember(from)}, ${idMember(to)})`, column);
}

function idMember(id: string): string {
  return `"id":${JSON.stringify(id)}`;
}
