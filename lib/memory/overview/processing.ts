import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type ChangeProcessingRequest, type Processing, type ProcessingField, processing } from "@/lib/model";
import { oneAtATime } from "../one-at-a-time";
import { requireMemory } from "../require-memory";

/** What people say about the processing by a bot that its dictionary cannot know. Throws `bot_not_found`. */
export async function readProcessing(botId: string): Promise<Processing> {
  await requireMemory(botId);
  return findProcessing(botId);
}

/** The same of a bot that may be gone: nothing, where nobody said anything. */
export async function findProcessing(botId: string): Promise<Processing> {
  const [row] = await (await db()).query<{ processing: string | null }>(
    sql`SELECT processing FROM bot_setting WHERE bot_id = ${encodeText(botId)}`,
  );
  return row?.processing ? processing.parse(JSON.parse(decodeText(row.processing))) : {};
}

/** Says it; null takes a field back, what is not named stays. Throws `bot_not_found`. */
export function changeProcessing(botId: string, wanted: ChangeProcessingRequest, by: string): Promise<Processing> {
  return oneAtATime(async () => {
    const said = new Map(Object.entries(await readProcessing(botId)) as [ProcessingField, Processing[ProcessingField]][]);
    const at = new Date().toISOString();
    for (const [field, saying] of Object.entries(wanted) as [ProcessingField, ChangeProcessingRequest[ProcessingField]][]) {
      if (saying === null) said.delete(field);
      else if (saying) said.set(field, { ...saying, by, at });
    }
    const later: Processing = Object.fromEntries(said);
    const text = encodeText(JSON.stringify(later));
    await (await db()).execute(sql`INSERT INTO bot_setting (bot_id, processing) VALUES (${encodeText(botId)}, ${text})
      ON CONFLICT (bot_id) DO UPDATE SET processing = excluded.processing`);
    return later;
  });
}
