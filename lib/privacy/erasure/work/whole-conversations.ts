import { db, encodeText, join, sql } from "@/lib/db";
import { heldWrites } from "../reach/held-rows";
import { conversationsOf } from "../reach/reach";
import { named } from "./named";
import { nextRound } from "./next-round";
import type { Task } from "./task";

/** Tables of which a conversation that goes leaves no row, and their models. */
const tables = {
  activity: "Activity",
  told_state: "ToldState",
  activity_change: "ActivityChange",
  turn: "Turn",
  turn_record: "TurnRecord",
  member: "Member",
  snapshot: "Snapshot",
  upload: "Upload",
  protocol_exchange: "ProtocolExchange",
  lost_value: "LostValue",
  tombstone: "Tombstone",
  erased_place: "ErasedPlace",
  legal_hold: "LegalHold",
  identity_code: "IdentityCode",
  released_activity: "ReleasedActivity",
} as const;

const conversationsAtOnce = 20;

/** Takes conversations away whose last human goes. Their items are taken by `eraseOwnItems`. */
export async function eraseWholeConversations(task: Task): Promise<void> {
  const ids = conversationsOf(task.reach, "whole").map(({ id }) => encodeText(id));
  for (let start = 0; start < ids.length; start += conversationsAtOnce) {
    await nextRound();
    await eraseSome(task, ids.slice(start, start + conversationsAtOnce));
  }
}

async function eraseSome({ work, reach }: Task, ids: readonly string[]): Promise<void> {
  const list = join([...ids]);
  const [present] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM conversation WHERE id IN (${list})`);
  work.count("Conversation", { deleted: present?.rows ?? 0 });
  let rows = present?.rows ?? 0;
  for (const [table, store] of Object.entries(tables)) {
    const [found] = await (await db()).query<{ rows: number }>(
      sql`SELECT count(*) AS rows FROM ${named(table)} WHERE conversation_id IN (${list})`,
    );
    work.count(store, { deleted: found?.rows ?? 0 });
    rows += found?.rows ?? 0;
  }
  work.add(rows, [
    ...Object.keys(tables).map((table) => sql`DELETE FROM ${named(table)} WHERE conversation_id IN (${list})`),
    // Numbers of state writes are counted on from the last one, and what others keep may still refer to these.
    sql`UPDATE state_write SET conversation_id = NULL, user_id = NULL, counts = '{}', "by" = 'erased' WHERE conversation_id IN (${list})
      AND seq NOT IN (${heldWrites(reach)})`,
    sql`UPDATE conversation SET forked_from_id = NULL, forked_at_turn = NULL, forked_at_position = NULL WHERE forked_from_id IN (${list})`,
    sql`DELETE FROM conversation WHERE id IN (${list})`,
  ]);
}
