import { db, encodeText, type Sql, sql } from "@/lib/db";
import { pathIdOf } from "@/lib/facts";
import { type Classification, classification, type ImportedDictionary } from "@/lib/model";
import { oneAtATime } from "../../one-at-a-time";
import { requireMemory } from "../../require-memory";
import { type Description, describePath, listFieldChanges } from "../describe-paths";
import { selectPaths, toClassification } from "../path-row";
import { type FileEntry, parseFile } from "./parse-file";

type ImportInput = { text: string; mediaType: string; by: string };
type Planned = Description & { entry: FileEntry; isNew: boolean };

const nothingSaid = Object.fromEntries(Object.keys(classification.shape).map((field) => [field, null])) as Classification;

/**
 * Makes a dictionary say what a file says, all of it or none. Paths that the file does not name stay as they are; those that the bot
 * has not written yet wait for it. Throws `bot_not_found`, and `invalid_file` with line and reason.
 */
export async function importFile(botId: string, { text, mediaType, by }: ImportInput): Promise<ImportedDictionary> {
  await requireMemory(botId);
  const entries = parseFile(text, mediaType);
  return oneAtATime(async () => {
    const known = new Map((await selectPaths(sql`path.bot_id = ${encodeText(botId)}`)).map((row) => [row.id, toClassification(row)]));
    const plan = entries.map((entry) => toPlan(botId, entry, known));
    const context = { botId, by, at: new Date().toISOString() };
    const changes = plan.filter((planned) => listFieldChanges(planned).length > 0);
    await (await db()).transaction(changes.flatMap((planned) => [...insertPath(botId, planned), ...describePath(planned, context)]));
    const added = changes.filter(({ isNew }) => isNew).length;
    const named = plan.filter(({ isNew }) => !isNew).length;
    return { changed: changes.length, unchanged: plan.length - changes.length, added, unnamed: known.size - named };
  });
}

function toPlan(botId: string, entry: FileEntry, known: ReadonlyMap<string, Classification>): Planned {
  const { scope, path, ...said } = entry.path;
  const pathId = pathIdOf(botId, scope, path);
  const before = known.get(pathId);
  return { pathId, before: before ?? nothingSaid, after: { ...(before ?? nothingSaid), ...said }, entry, isNew: before === undefined };
}

/** A bot may have written it meanwhile. */
function insertPath(botId: string, { pathId, entry: { path }, isNew }: Planned): Sql[] {
  if (!isNew) return [];
  return [
    sql`INSERT INTO dictionary_path (id, bot_id, scope, pattern, first_seq, last_seq)
      VALUES (${pathId}, ${encodeText(botId)}, ${path.scope}, ${encodeText(path.path)}, 0, 0) ON CONFLICT (id) DO NOTHING`,
  ];
}
