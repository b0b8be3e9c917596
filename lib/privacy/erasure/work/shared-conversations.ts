import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { conversationsOf } from "../reach/reach";
import { isSaidBefore } from "../words/is-said-before";
import { stringsIn } from "../words/strings-in";
import { redactLeaf } from "../words/without-person";
import { eraseExchangesOf } from "./exchanges";
import { eraseFiles, type Kept } from "./files";
import { judgeActivity } from "./judge-activity";
import { type KnownAs, knownIn, wereIn } from "./known-as";
import { nextRound } from "./next-round";
import type { Task } from "./task";

const rowsAtOnce = 500;

/** Takes the person out of conversations in which others stay: their activities and turns leave a mark, others' texts lose their identifiers. */
export async function eraseFromSharedConversations(task: Task): Promise<void> {
  for (const { id } of conversationsOf(task.reach, "shared")) {
    const known = knownIn(task, id);
    await eraseSaid(task, { id, known, turns: await readOwnTurns(id, known) });
  }
}

/** Takes the person out of all that was said and done in a conversation. */
export async function eraseSaid(task: Task, kept: Kept): Promise<void> {
  await eraseActivities(task, kept);
  await eraseRecords(task, kept);
  await eraseErrors(task, kept);
  await eraseExchangesOf(task, kept.id, await eraseFiles(task, kept));
}

async function readOwnTurns(id: string, { ids }: KnownAs): Promise<Set<number>> {
  if (ids.size === 0) return new Set();
  const rows = await (await db()).query<{ number: number }>(sql`SELECT number FROM turn
    WHERE conversation_id = ${encodeText(id)} AND user_id IN (${join([...ids].map(encodeText))})`);
  return new Set(rows.map(({ number }) => number));
}

type ActivityRow = { position: number; id: string; turn_number: number | null; is_incoming: boolean; body: string };

async function eraseActivities(task: Task, kept: Kept): Promise<void> {
  let after = -1;
  for (;;) {
    await nextRound();
    const rows = await (await db()).query<ActivityRow>(sql`SELECT position, id, turn_number, is_incoming, body FROM activity
      WHERE conversation_id = ${encodeText(kept.id)} AND position > ${after} ORDER BY position LIMIT ${rowsAtOnce}`);
    const last = rows.at(-1);
    if (!last) return;
    after = last.position;
    const statements = rows.flatMap((row) => eraseActivity(task, kept, row));
    task.work.add(statements.length, statements);
  }
}

function eraseActivity(task: Task, { id: conversationId, known, turns }: Kept, row: ActivityRow): Sql[] {
  const activity = JSON.parse(row.body) as JsonObject & { id: string };
  const logged = { activity, isIncoming: row.is_incoming, turn: row.turn_number, conversationId, position: row.position };
  const isBefore = wereIn(task.reach, conversationId) && isSaidBefore(task.reach, activity);
  const verdict = judgeActivity(isBefore ? { ...known, ...task.beforeThem } : known, logged, turns);
  const ofRow = sql`conversation_id = ${encodeText(conversationId)} AND position = ${row.position}`;
  if (verdict.kind === "kept" || JSON.stringify(verdict.activity) === row.body) return [];
  const body = JSON.stringify(verdict.activity);
  task.work.count("Activity", verdict.kind === "buried" ? { deleted: 1 } : { rewritten: 1 });
  if (verdict.kind === "rewritten") return [sql`UPDATE activity SET body = ${body} WHERE ${ofRow}`];
  task.bytes += row.body.length;
  const id = encodeText(verdict.activity.id);
  const ofActivity = sql`conversation_id = ${encodeText(conversationId)} AND activity_id = ${row.id}`;
  return [
    sql`UPDATE activity SET id = ${id}, type = 'event', from_id = 'erased', client_activity_id = NULL, body = ${body} WHERE ${ofRow}`,
    sql`DELETE FROM told_state WHERE ${ofRow}`,
    sql`DELETE FROM activity_change WHERE ${ofActivity}`,
    ...(id === row.id ? [] : [sql`UPDATE turn SET activity_id = ${id} WHERE ${ofActivity}`]),
  ];
}

type RecordRow = { number: number; body: string };

async function eraseRecords(task: Task, { id, known, turns }: Kept): Promise<void> {
  const rows = await (await db()).query<RecordRow>(sql`SELECT number, body FROM turn_record WHERE conversation_id = ${encodeText(id)}`);
  const gone = rows.filter(({ number }) => turns.has(number)).map(({ number }) => number);
  const ofConversation = sql`conversation_id = ${encodeText(id)}`;
  task.work.count("TurnRecord", { deleted: gone.length });
  for (const some of inChunks(gone))
    task.work.add(some.length, [sql`DELETE FROM turn_record WHERE ${ofConversation} AND number IN (${join(some)})`]);
  for (const { number, body } of rows.filter((row) => !turns.has(row.number))) {
    const text = JSON.stringify(rewriteRecord(known, JSON.parse(body) as JsonObject));
    if (text === body) continue;
    task.work.count("TurnRecord", { rewritten: 1 });
    task.work.add(1, [sql`UPDATE turn_record SET body = ${text} WHERE ${ofConversation} AND number = ${number}`]);
  }
}

/** Values that others' turns wrote are kept there beside the versions, and would keep what these lose: such a value goes. */
function rewriteRecord({ ids, redactor, repeats }: KnownAs, record: JsonObject): JsonObject {
  const strip = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(strip);
    if (!isJsonObject(value)) return redactLeaf(redactor, value);
    const entries = Object.entries(value).map(([key, child]) => {
      const isWritten = key === "value" && "property" in value;
      if (
        isWritten &&
        (stringsIn(child).some((text) => redactor.has(text) || repeats.has(text)) || keysIn(child).some((one) => ids.has(one)))
      )
        return [key, "[erased]"] as const;
      return [redactor.redact(key), strip(child)] as const;
    });
    return Object.fromEntries(entries);
  };
  return strip(record) as JsonObject;
}

function keysIn(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, child]) => [key, ...keysIn(child)]) : [];
}

async function eraseErrors({ work }: Task, { id, known: { redactor }, turns }: Kept): Promise<void> {
  const rows = await (await db()).query<{ number: number; error: string }>(
    sql`SELECT number, error FROM turn WHERE conversation_id = ${encodeText(id)} AND error IS NOT NULL`,
  );
  for (const { number, error } of rows) {
    if (turns.has(number) || !redactor.has(error)) continue;
    const told = JSON.parse(error) as Record<string, unknown>;
    const rest = Object.fromEntries(
      Object.entries(told).map(([key, value]) => [key, typeof value === "string" ? redactor.redact(value) : value]),
    );
    work.count("Turn", { rewritten: 1 });
    work.add(1, [sql`UPDATE turn SET error = ${JSON.stringify(rest)} WHERE conversation_id = ${encodeText(id)} AND number = ${number}`]);
  }
}
