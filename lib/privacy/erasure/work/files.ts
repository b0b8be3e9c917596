import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { JsonObject } from "@/lib/model";
import type { Redactor } from "../words/redactor";
import { judgeActivity } from "./judge-activity";
import type { KnownAs } from "./known-as";
import type { Task } from "./task";

/** A conversation that others keep, what the person is known by in it, and the numbers of the turns that they caused. */
export type Kept = { id: string; known: KnownAs; turns: ReadonlySet<number> };

type FileRow = { id: string; user_id: string | null; name: string; content_type: string; created_at: string };
type ActivityRow = { id: string; position: number; turn_number: number | null; is_incoming: boolean; body: string };

/**
 * Files that the person sent, and those that a bot made for them: sent in what goes, or sent by nothing and made in a turn of theirs. Of others'
 * files names and texts lose who the person is; what cannot be read as text stays. Answers the ids of those that go.
 */
export async function eraseFiles(task: Task, kept: Kept): Promise<Set<string>> {
  const gone = new Set<string>();
  const statements: Sql[] = [];
  for (const file of await readFiles(kept.id)) {
    if (await isTheirs(kept, file)) gone.add(file.id);
    else statements.push(...(await redactFile(kept.known.redactor, file)));
  }
  task.work.count("Upload", { deleted: gone.size, rewritten: statements.length });
  task.work.add(statements.length, statements);
  for (const some of inChunks([...gone])) task.work.add(some.length, [sql`DELETE FROM upload WHERE id IN (${join(some)})`]);
  return gone;
}

async function readFiles(conversationId: string): Promise<FileRow[]> {
  return (await db()).query<FileRow>(sql`SELECT id, user_id, name, content_type, created_at FROM upload
    WHERE conversation_id = ${encodeText(conversationId)} ORDER BY id`);
}

async function isTheirs(kept: Kept, { id, user_id, created_at }: FileRow): Promise<boolean> {
  if (user_id !== null) return kept.known.ids.has(decodeText(user_id));
  const fates = await fatesOf(kept, id);
  return fates.length > 0 ? fates.every((isBuried) => isBuried) : isOfTurn(kept, created_at);
}

/** Of each activity by which a file was sent, whether it goes. */
async function fatesOf({ id: conversationId, known, turns }: Kept, fileId: string): Promise<boolean[]> {
  const rows = await (await db()).query<ActivityRow>(sql`SELECT id, position, turn_number, is_incoming, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND body LIKE ${`%/v3/attachments/${fileId}/%`}`);
  return rows.map(({ body, position, turn_number: turn, is_incoming: isIncoming }) => {
    const activity = JSON.parse(body) as JsonObject & { id: string };
    return judgeActivity(known, { activity, isIncoming, turn, conversationId, position }, turns).kind === "buried";
  });
}

async function isOfTurn({ id, turns }: Kept, at: string): Promise<boolean> {
  const rows = await (await db()).query<{ number: number }>(sql`SELECT number FROM turn
    WHERE conversation_id = ${encodeText(id)} AND started_at <= ${at} ORDER BY started_at DESC, number DESC LIMIT 1`);
  return rows.some(({ number }) => turns.has(number));
}

async function redactFile(redactor: Redactor, { id, name, content_type }: FileRow): Promise<Sql[]> {
  const statements: Sql[] = [];
  const rest = redactor.redact(decodeText(name));
  if (rest !== decodeText(name)) statements.push(sql`UPDATE upload SET name = ${encodeText(rest)} WHERE id = ${id}`);
  if (!isText(decodeText(content_type))) return statements;
  const [row] = await (await db()).query<{ original: string }>(sql`SELECT original FROM upload WHERE id = ${id}`);
  const text = Buffer.from(row?.original ?? "", "base64").toString();
  if (!redactor.has(text)) return statements;
  const bytes = Buffer.from(redactor.redact(text));
  return [...statements, sql`UPDATE upload SET original = ${bytes.toString("base64")}, bytes = ${bytes.length} WHERE id = ${id}`];
}

function isText(contentType: string): boolean {
  return /^(?:text\/|application\/(?:json|xml|csv|[\w.-]+\+(?:json|xml)))/i.test(contentType);
}

/** What is in files that stand in a request or an answer on the wire, as far as it is text. */
export function textsInFiles(text: string): string[] {
  const found = text.matchAll(/"originalBase64"\s*:\s*"([A-Za-z0-9+/=]+)"|data:(?:text|application\/json)[^,"]*;base64,([A-Za-z0-9+/=]+)/g);
  return [...found].map(([, original, data]) => Buffer.from(original ?? data ?? "", "base64").toString());
}
