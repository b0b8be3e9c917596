import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { conversationsOf, sparedBy, userIdsOf } from "../reach/reach";
import { leavesOf } from "../words/whose-leaf";
import { withoutPerson } from "../words/without-person";
import { type KnownAs, knownIn, wereIn } from "./known-as";
import { nextRound } from "./next-round";
import { knownKey, type Task } from "./task";

type Row = { id: string; bot_id: string; conversation_id: string | null; user_id: string | null; name: string; body: string };

/** What is theirs in a snapshot, and what says who they are. */
type Seen = { task: Task; botId: string; known: KnownAs; isFromCompany: boolean };

const rowsAtOnce = 200;

/** Snapshots of others, but for those of conversations that go or are held, and such as came from files: what is known to be the person's goes, and their identifiers. */
export async function eraseFromSnapshots(task: Task): Promise<void> {
  const whole = [...conversationsOf(task.reach, "whole").map(({ id }) => id), ...sparedBy(task.reach).conversationIds].map(encodeText);
  const stays = whole.length === 0 ? sql`1 = 1` : sql`(conversation_id IS NULL OR conversation_id NOT IN (${join(whole)}))`;
  for (let after = ""; ; ) {
    await nextRound();
    const rows = await (await db()).query<Row>(sql`SELECT id, bot_id, conversation_id, user_id, name, body FROM snapshot
      WHERE ${stays} AND id > ${after} ORDER BY id LIMIT ${rowsAtOnce}`);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    for (const row of rows) if (!isOwn(task, row)) task.work.add(1, rewrite(task, row));
  }
}

/** Such go with the person. */
function isOwn({ reach }: Task, { user_id, conversation_id }: Row): boolean {
  const isInReach = conversation_id === null || reach.conversations.some(({ id }) => id === decodeText(conversation_id));
  return user_id !== null && userIdsOf(reach).has(decodeText(user_id)) && isInReach;
}

function rewrite(task: Task, row: Row): Sql[] {
  const { id, name, body } = row;
  const seen = seenIn(task, row);
  const { redactor } = seen.known;
  const file = JSON.parse(body) as JsonObject;
  const state = isJsonObject(file.state) ? withoutKnown(seen, file.state) : (file.state ?? null);
  const called = redactor.redact(decodeText(name));
  const text = JSON.stringify({ ...file, ...(typeof file.name === "string" && { name: redactor.redact(file.name) }), state });
  if (text === body && called === decodeText(name)) return [];
  task.work.count("Snapshot", { rewritten: 1 });
  return [sql`UPDATE snapshot SET name = ${encodeText(called)}, body = ${text} WHERE id = ${id}`];
}

/** A file tells by itself whether it is of the person's company: it names them by what nobody else is known by. */
function seenIn(task: Task, { bot_id, conversation_id, body }: Row): Seen {
  const botId = decodeText(bot_id);
  const conversationId = conversation_id === null ? null : decodeText(conversation_id);
  const isFromCompany = conversationId === null ? task.elsewhere.redactor.has(body) : wereIn(task.reach, conversationId);
  const company = { ...task.company, ids: userIdsOf(task.reach) };
  const known = conversationId === null && isFromCompany ? company : knownIn(task, conversationId);
  return { task, botId, known, isFromCompany };
}

function withoutKnown(seen: Seen, state: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(state).map(([scope, item]) => [scope, scope === "dialog" ? keepDialog(seen, item) : keepItem(seen, item)]),
  );
}

function isTheirsIn({ task, botId, isFromCompany }: Seen, item: JsonValue): (path: string) => boolean {
  if (!isFromCompany) return () => false;
  const theirs = new Set(
    leavesOf(item)
      .filter(({ pattern, text }) => task.known.get(knownKey(botId, pattern, text)) === "own")
      .map(({ path }) => path),
  );
  return (path) => theirs.has(path);
}

function keepItem(seen: Seen, item: JsonValue): JsonValue {
  if (item === null) return null;
  const { value } = withoutPerson(item, { isOwn: isTheirsIn(seen, item), ...seen.known });
  return value ?? {};
}

/** A dialog with something of theirs in it is not in progress any more. */
function keepDialog(seen: Seen, dialog: JsonValue): JsonValue {
  if (!isJsonObject(dialog) || typeof dialog.property !== "string") return dialog;
  const item = { [dialog.property]: dialog.data ?? null };
  const isTheirs = isTheirsIn(seen, item);
  const holdsTheirs = leavesOf(item).some(({ path }) => isTheirs(path));
  return holdsTheirs || seen.known.redactor.has(JSON.stringify(dialog.data ?? null)) ? null : dialog;
}
