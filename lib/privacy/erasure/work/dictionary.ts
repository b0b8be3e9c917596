import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { parsePattern } from "@/lib/model";
import { heldPaths } from "../reach/held-rows";
import type { KnownAs } from "./known-as";
import type { Task } from "./task";

type Row = { id: string; pattern: string };

/** Paths of the dictionary that name the person, where a bot used them as a key before anybody could tell. They go once no fact is under them. */
export async function forgetPaths(task: Task): Promise<Sql[]> {
  const bots = [...new Set(task.reach.conversations.map(({ botId }) => encodeText(botId)))];
  const named: string[] = [];
  for (const chunk of inChunks(bots)) {
    const rows = await (await db()).query<Row>(sql`SELECT id, pattern FROM dictionary_path
      WHERE bot_id IN (${join(chunk)}) AND id NOT IN (${heldPaths(task.reach)})`);
    named.push(...rows.filter(({ pattern }) => isAbout(task.elsewhere, decodeText(pattern))).map(({ id }) => id));
  }
  task.work.count("DictionaryPath", { deleted: named.length });
  return inChunks(named).flatMap((some) => {
    const unused = sql`SELECT id FROM dictionary_path WHERE id IN (${join(some)}) AND facts = 0`;
    return [
      sql`DELETE FROM path_day WHERE path_id IN (${unused})`,
      sql`DELETE FROM path_hint WHERE path_id IN (${unused})`,
      sql`DELETE FROM dictionary_change WHERE path_id IN (${unused})`,
      sql`DELETE FROM dictionary_path WHERE id IN (${unused})`,
    ];
  });
}

function isAbout({ ids, redactor }: KnownAs, pattern: string): boolean {
  return parsePattern(pattern).some((part) => typeof part === "object" && (ids.has(part.key) || redactor.has(part.key)));
}
