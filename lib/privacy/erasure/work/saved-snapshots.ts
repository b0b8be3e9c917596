import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { conversationsOf, userIdsOf } from "../reach/reach";
import { leavesOf } from "../words/whose-leaf";
import { withoutPerson } from "../words/without-person";
import { knownKey, type Task } from "./task";

type Row = { id: string; bot_id: string; user_id: string | null; name: string; body: string };

/** Snapshots of others, but for those of conversations that go or are held, and such as came from files: what is known to be the person's goes, and their identifiers. */
export async function eraseFromSnapshots(task: Task): Promise<void> {
  const whole = [...conversationsOf(task.reach, "whole").map(({ id }) => id), ...task.reach.held.conversationIds].map(encodeText);
  const stays = whole.length === 0 ? sql`1 = 1` : sql`(conversation_id IS NULL OR conversation_id NOT IN (${join(whole)}))`;
  const rows = await (await db()).query<Row>(sql`SELECT id, bot_id, user_id, name, body FROM snapshot WHERE ${stays}`);
  const ids = userIdsOf(task.reach);
  for (const row of rows) if (row.user_id === null || !ids.has(decodeText(row.user_id))) task.work.add(1, rewrite(task, row));
}

function rewrite(task: Task, { id, bot_id, name, body }: Row): Sql[] {
  const file = JSON.parse(body) as JsonObject;
  const state = isJsonObject(file.state) ? withoutKnown(task, decodeText(bot_id), file.state) : (file.state ?? null);
  const called = task.redactor.redact(decodeText(name));
  const text = JSON.stringify({ ...file, ...(typeof file.name === "string" && { name: task.redactor.redact(file.name) }), state });
  if (text === body && called === decodeText(name)) return [];
  task.work.count("Snapshot", { rewritten: 1 });
  return [sql`UPDATE snapshot SET name = ${encodeText(called)}, body = ${text} WHERE id = ${id}`];
}

function withoutKnown(task: Task, botId: string, state: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(state).map(([scope, item]) => [scope, scope === "dialog" ? keepDialog(task, botId, item) : keepItem(task, botId, item)]),
  );
}

function isKnown({ known }: Task, botId: string, item: JsonValue): (path: string) => boolean {
  const theirs = new Set(
    leavesOf(item)
      .filter(({ pattern, text }) => known.get(knownKey(botId, pattern, text)) === "own")
      .map(({ path }) => path),
  );
  return (path) => theirs.has(path);
}

function keepItem(task: Task, botId: string, item: JsonValue): JsonValue {
  if (item === null) return null;
  const { value } = withoutPerson(item, { isOwn: isKnown(task, botId, item), ids: userIdsOf(task.reach), redactor: task.redactor });
  return value ?? {};
}

/** A dialog with something of theirs in it is not in progress any more. */
function keepDialog(task: Task, botId: string, dialog: JsonValue): JsonValue {
  if (!isJsonObject(dialog) || typeof dialog.property !== "string") return dialog;
  const item = { [dialog.property]: dialog.data ?? null };
  const isTheirs = leavesOf(item).some(({ path }) => isKnown(task, botId, item)(path));
  return isTheirs || task.redactor.has(JSON.stringify(dialog.data ?? null)) ? null : dialog;
}
