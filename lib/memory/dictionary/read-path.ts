import { describeDialogs } from "@/lib/conversations";
import { encodeText, sql } from "@/lib/db";
import { type DictionaryPathDetail, HarnessError, type Sight, type WrittenAt } from "@/lib/model";
import { readTurnRecord } from "@/lib/turns";
import { requireMemory } from "../require-memory";
import { listChanges } from "./list-changes";
import { toPaths } from "./list-paths";
import { selectPaths } from "./path-row";

const changesAtOnce = 50;

/** One path with the dialogs that wrote it and what people said about it. Throws `bot_not_found` and `path_not_found`. */
export async function readPath(botId: string, pathId: string, sight: Sight): Promise<DictionaryPathDetail> {
  await requireMemory(botId);
  const rows = await selectPaths(sql`path.bot_id = ${encodeText(botId)} AND path.id = ${pathId}`);
  const [path] = await toPaths(rows, botId, sight);
  if (!path) throw new HarnessError("path_not_found", "This bot's dictionary has no path with this id.");
  const { changes } = await listChanges(botId, { pathId, limit: changesAtOnce });
  return { ...path, firstDialog: await readDialog(path.firstWrite), lastDialog: await readDialog(path.lastWrite), history: changes };
}

async function readDialog(write: WrittenAt | null): Promise<string | null> {
  if (write?.kind !== "turn" || write.conversationId === null || write.turn === null) return null;
  return describeDialogs((await readTurnRecord(write.conversationId, write.turn)).dialogs);
}
