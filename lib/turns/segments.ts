import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";

/** A part of a conversation's log, and which conversation's rows hold it. */
export type Segment = {
  heldBy: string;
  isOwn: boolean;
  /** The conversations between the one that is read and the holder, nearest first: where they have a row of their own, it counts. */
  nearer: readonly string[];
  /** The first turn of it comes after this one. */
  afterTurn: number;
  untilTurn: number;
  /** What follows from this position on came after the fork, also where it belongs to an earlier turn. */
  endPosition: number;
  /** What ids of the holder are called in the conversation that is read. */
  ids: ReadonlyMap<string, string>;
};

/** Positions and turns are 32-bit in PostgreSQL, which refuses to compare them with more. */
export const maxNumber = 2 ** 31 - 1;

type ChainRow = { id: string; forked_at_turn: number | null; forked_at_position: number | null };

/**
 * Where a conversation's log is, the newest part first. A fork has no rows of what it shares with the conversation it was made from, but
 * for activities that one of the two changed afterwards: the row of the nearer segment counts.
 */
export async function readSegments(conversationId: string): Promise<[Segment, ...Segment[]]> {
  const [own, ...parents] = await readChain(conversationId);
  const first: Segment = {
    heldBy: conversationId,
    isOwn: true,
    nearer: [],
    afterTurn: sharedTurns(own),
    untilTurn: maxNumber,
    endPosition: maxNumber,
    ids: new Map(),
  };
  if (!own || parents.length === 0) return [first];
  return [first, ...sharedSegments(own, parents, await readRenamings(own, parents))];
}

function sharedSegments(own: ChainRow, parents: readonly ChainRow[], ids: ReadonlyMap<string, Segment["ids"]>): Segment[] {
  let [untilTurn, endPosition, child] = [maxNumber, maxNumber, own];
  return parents.map((parent, index) => {
    // A fork may be made before the place where its conversation was forked.
    untilTurn = Math.min(untilTurn, sharedTurns(child));
    endPosition = Math.min(endPosition, child.forked_at_position ?? 0);
    child = parent;
    const nearer = [own, ...parents.slice(0, index)].map(({ id }) => decodeText(id));
    const renamed = ids.get(parent.id) ?? new Map();
    return { heldBy: decodeText(parent.id), isOwn: false, nearer, afterTurn: sharedTurns(parent), untilTurn, endPosition, ids: renamed };
  });
}

/** A fork that holds no position was given rows of its own. */
function sharedTurns(row: ChainRow | undefined): number {
  return row?.forked_at_position == null ? 0 : (row.forked_at_turn ?? 0);
}

/** A conversation and those that hold its past. */
async function readChain(conversationId: string): Promise<ChainRow[]> {
  return (await db()).query<ChainRow>(sql`WITH RECURSIVE chain (id, forked_from_id, forked_at_turn, forked_at_position, depth) AS (
      SELECT id, forked_from_id, forked_at_turn, forked_at_position, 0 FROM conversation WHERE id = ${encodeText(conversationId)}
      UNION ALL SELECT parent.id, parent.forked_from_id, parent.forked_at_turn, parent.forked_at_position, chain.depth + 1
      FROM chain JOIN conversation parent ON parent.id = chain.forked_from_id WHERE chain.forked_at_position IS NOT NULL)
    SELECT id, forked_at_turn, forked_at_position FROM chain ORDER BY depth`);
}

/** People keep their order in a fork, whatever they are called there. By encoded id of the parent. */
async function readRenamings(own: ChainRow, parents: readonly ChainRow[]): Promise<Map<string, Map<string, string>>> {
  const rows = await (await db()).query<{ conversation_id: string; user_id: string }>(sql`SELECT conversation_id, user_id FROM member
    WHERE conversation_id IN (${join([own, ...parents].map(({ id }) => id))}) ORDER BY conversation_id, position, user_id`);
  const peopleOf = (id: string) => rows.filter((row) => row.conversation_id === id).map((row) => decodeText(row.user_id));
  const people = peopleOf(own.id);
  return new Map(
    parents.map(({ id }) => {
      const told = peopleOf(id).map((person, index) => [person, people[index] ?? person] as const);
      return [id, new Map([[decodeText(id), decodeText(own.id)], ...told])];
    }),
  );
}

/** The part that a turn is in. */
export async function segmentOfTurn(conversationId: string, number: number): Promise<Segment> {
  const [own, ...parents] = await readSegments(conversationId);
  return [own, ...parents].find(({ afterTurn }) => number > afterTurn) ?? own;
}

/** Rows of `activity` that are in a segment. What belongs to no turn is not shared. */
export function activitiesOf(segment: Segment): Sql {
  const held = sql`conversation_id = ${encodeText(segment.heldBy)}`;
  return segment.isOwn ? held : sql`${held} AND position < ${segment.endPosition} AND turn_number <= ${segment.untilTurn}`;
}

/** Rows of `turn` that are in a segment. */
export function turnsOf(segment: Segment): Sql {
  return sql`turn.conversation_id = ${encodeText(segment.heldBy)} AND turn.number > ${segment.afterTurn} AND turn.number <= ${segment.untilTurn}`;
}

export function idIn({ ids }: Segment, id: string): string {
  return ids.get(id) ?? id;
}

/** JSON text as JSON.stringify writes it: an id stands behind `"id":` and nowhere else. */
export function bodyIn({ ids }: Segment, body: string): string {
  let told = body;
  for (const [from, to] of ids) if (from !== to) told = told.replaceAll(idMember(from), () => idMember(to));
  return told;
}

function idMember(id: string): string {
  return `"id":${JSON.stringify(id)}`;
}
