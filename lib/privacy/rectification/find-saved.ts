import { db, decodeText, encodeText, sql } from "@/lib/db";
import { formatPointer, isJsonObject, type JsonObject, type JsonValue, type Sight } from "@/lib/model";
import { type FoundPlace, maskedWhy, placeIdOf } from "./found-place";
import { isSoughtInTexts, partFinderOf } from "./part-finder";
import type { FactPlace, Scalar } from "./read-fact-place";
import { isSameValue } from "./same-value";

const maxSnapshots = 200;

type Row = { id: string; name: string; bot_id: string; conversation_id: string | null; user_id: string | null; body: string };

/**
 * The same in what was saved of conversations of the person's: values, and texts of which the value is a part. A snapshot that came as a file
 * belongs to nobody who is known here, and is left out.
 */
export async function findSaved({ personId, fact: { value }, sight }: { personId: string; fact: FactPlace; sight: Sight }) {
  const rows = (await selectSnapshots(personId)).filter(({ bot_id }) => sight.sees(bot_id, personId));
  const people = await readPeople(personId);
  const hasPart = partTest(value);
  return rows.flatMap((row) =>
    scalarsIn((JSON.parse(row.body) as { state: JsonObject }).state).flatMap(({ path, value: saved }): FoundPlace[] => {
      if (isSameValue(saved, value)) return [toPlace(row, path, null, false)];
      if (typeof saved !== "string" || !hasPart(saved)) return [];
      const isMasked = !ownersOf(row, path, people).every((owner) => sight.sees(row.bot_id, owner));
      return [toPlace(row, path, saved, isMasked)];
    }),
  );
}

function partTest(value: Scalar): (text: string) => boolean {
  if (!isSoughtInTexts(value)) return () => false;
  const finder = partFinderOf(value);
  return (text) => finder.find(text).length > 0;
}

async function selectSnapshots(personId: string): Promise<Row[]> {
  const rows = await (await db()).query<Row>(sql`SELECT id, name, bot_id, conversation_id, user_id, body FROM snapshot
    WHERE conversation_id IN (SELECT member.conversation_id FROM identity own JOIN member ON member.user_id = own.user_id
      JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = own.channel_id
      WHERE own.person_id = ${personId})
    ORDER BY created_at DESC, id LIMIT ${maxSnapshots}`);
  return rows.map((row) => ({
    ...row,
    id: decodeText(row.id),
    name: decodeText(row.name),
    bot_id: decodeText(row.bot_id),
    conversation_id: row.conversation_id === null ? null : decodeText(row.conversation_id),
    user_id: row.user_id === null ? null : decodeText(row.user_id),
  }));
}

type Member = { conversationId: string; userId: string; personId: string };

/** Everybody in the conversations of a person. */
async function readPeople(personId: string): Promise<Member[]> {
  const rows = await (await db()).query<{ conversation_id: string; user_id: string; person_id: string }>(
    sql`SELECT there.conversation_id, there.user_id, theirs.person_id FROM identity own
      JOIN member mine ON mine.user_id = own.user_id
      JOIN conversation ON conversation.id = mine.conversation_id AND conversation.channel_id = own.channel_id
      JOIN member there ON there.conversation_id = conversation.id
      JOIN identity theirs ON theirs.user_id = there.user_id AND theirs.channel_id = conversation.channel_id
    WHERE own.person_id = ${personId}`,
  );
  return rows.map((row) => ({
    conversationId: decodeText(row.conversation_id),
    userId: decodeText(row.user_id),
    personId: row.person_id,
  }));
}

/** Whose a saved text is: of one person, or of everybody where the conversation shares it. */
function ownersOf({ conversation_id, user_id }: Row, path: readonly string[], people: readonly Member[]): string[] {
  const there = people.filter(({ conversationId }) => conversationId === conversation_id);
  const isOwn = path[0] === "user" || path[0] === "private";
  return there.filter(({ userId }) => !isOwn || user_id === null || userId === user_id).map(({ personId }) => personId);
}

type Leaf = { path: readonly string[]; value: Scalar };

function scalarsIn(root: JsonValue, path: readonly string[] = []): Leaf[] {
  if (Array.isArray(root)) return root.flatMap((item, index) => scalarsIn(item, [...path, String(index)]));
  if (isJsonObject(root)) return Object.entries(root).flatMap(([key, value]) => scalarsIn(value, [...path, key]));
  return [{ path, value: root as Scalar }];
}

function toPlace({ id, name, bot_id, conversation_id }: Row, path: readonly string[], text: string | null, isMasked: boolean): FoundPlace {
  const pointer = formatPointer(path);
  return {
    placeId: placeIdOf(`snapshot:${encodeText(id)}:${pointer}`, text),
    kind: "snapshot",
    snapshotId: id,
    path: pointer,
    botId: bot_id,
    scope: path[0] ?? "user",
    pattern: formatPointer(path.slice(1)),
    label: null,
    channelId: null,
    conversationId: conversation_id,
    name,
    isShared: false,
    why: isMasked ? maskedWhy : null,
    text,
    isMasked,
  };
}
