import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { parsePointer } from "@/lib/model";
import { userIdsOf } from "../../reach/reach";
import { knownIn } from "../known-as";
import type { StoredItem } from "../stored-items";
import type { Task } from "../task";

type Row = { id: string; item_id: string; user_id: string | null; path: string };

/** What was written over unseen in items that others keep is told by its path: those that name the person go. Rows under their own id go with them. */
export async function eraseLostValues(task: Task, items: readonly StoredItem[]): Promise<void> {
  const [byId, own] = [new Map(items.map((item) => [item.id, item])), userIdsOf(task.reach)];
  for (const chunk of inChunks([...byId.keys()])) {
    const rows = await (await db()).query<Row>(sql`SELECT id, item_id, user_id, path FROM lost_value WHERE item_id IN (${join(chunk)})`);
    const naming = rows.filter(({ item_id, user_id, path }) => {
      const { ids, redactor } = knownIn(task, byId.get(item_id)?.conversationId ?? null);
      const isNaming = parsePointer(decodeText(path)).some((part) => ids.has(part) || redactor.has(part));
      return isNaming && !(user_id !== null && own.has(decodeText(user_id)));
    });
    task.work.count("LostValue", { deleted: naming.length });
    for (const some of inChunks(naming))
      task.work.add(some.length, [sql`DELETE FROM lost_value WHERE id IN (${join(some.map(({ id }) => id))})`]);
  }
}
