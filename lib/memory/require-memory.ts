import { requireListedBot } from "@/lib/conversations";
import { db, encodeText, sql } from "@/lib/db";
import { isHarnessError } from "@/lib/model";

/** The name of a bot whose memory can be looked at: also one that was removed since, of which the id is left. Throws `bot_not_found`. */
export async function requireMemory(botId: string): Promise<string> {
  try {
    return (await requireListedBot(botId)).name;
  } catch (error) {
    if (!isHarnessError(error) || error.code !== "bot_not_found") throw error;
    const [path] = await (await db()).query(sql`SELECT id FROM dictionary_path WHERE bot_id = ${encodeText(botId)} LIMIT 1`);
    if (path) return botId;
    throw error;
  }
}
