import { encodeText, type Sql, sql } from "@/lib/db";
import type { RecordedTurn } from "@/lib/model";
import { type ActivityRow, readHeldByOthers } from "./conversation-log";
import { readSegments } from "./segments";
import { insertWholeLog, readRecordedTurns } from "./whole-log";

/** What a fork shares with others, as it is read there. */
export type SharedPast = { activities: ActivityRow[]; turns: RecordedTurn[] };

export async function readSharedPast(forkId: string): Promise<SharedPast> {
  const [own] = await readSegments(forkId);
  const shared = (await readRecordedTurns(forkId)).filter(({ number }) => number <= own.afterTurn);
  return { activities: await readHeldByOthers(forkId), turns: shared };
}

/** The statements that give a fork rows of its own for a past that it shared, so that what it was made from can go. */
export function insertSharedPast(forkId: string, { activities, turns }: SharedPast): Sql[] {
  return [
    ...insertWholeLog(forkId, activities, turns),
    sql`UPDATE conversation SET forked_from_id = NULL, forked_at_turn = NULL, forked_at_position = NULL WHERE id = ${encodeText(forkId)}`,
  ];
}
