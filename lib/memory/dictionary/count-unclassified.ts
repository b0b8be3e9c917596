import { listBots } from "@/lib/conversations";
import { db, decodeText, sql } from "@/lib/db";
import type { DictionaryList, Sight } from "@/lib/model";

type CountRow = { bot_id: string; total: number; labelled: number };

/** How much of what each bot remembers nobody has described yet. Bots that were removed are listed after the others. */
export async function countUnclassified({ unknownBots }: Pick<Sight, "unknownBots">): Promise<DictionaryList> {
  const bots = await listBots();
  const rows = await (await db()).query<CountRow>(sql`SELECT bot_id, count(*) AS total, count(label) AS labelled
    FROM dictionary_path GROUP BY bot_id ORDER BY bot_id`);
  const counts = new Map(rows.map((row) => [decodeText(row.bot_id), { total: row.total, unclassified: row.total - row.labelled }]));
  const ids = [...new Set([...bots.map(({ id }) => id), ...counts.keys()])].filter((botId) => !unknownBots.has(botId));
  const nameOf = (botId: string): string => bots.find(({ id }) => id === botId)?.name ?? botId;
  return { bots: ids.map((botId) => ({ botId, name: nameOf(botId), ...(counts.get(botId) ?? { total: 0, unclassified: 0 }) })) };
}
