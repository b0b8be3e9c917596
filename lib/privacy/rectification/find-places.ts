import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import { isCurrent } from "@/lib/memory";
import { formatPointer, type JsonObject, type JsonValue } from "@/lib/model";
import type { FactPlace } from "./read-fact-place";
import { findSame, isTelling } from "./same-value";

type Described = {
  botId: string;
  scope: string;
  pattern: string;
  label: string | null;
  channelId: string | null;
  conversationId: string | null;
  name: string | null;
  isShared: boolean;
  why: string | null;
};
type StoredFact = { kind: "fact"; factId: number; identityId: string | null; itemId: string; path: string; pathId: string };
type SavedValue = { kind: "snapshot"; snapshotId: string; path: string };

/** Where else a value stands, and what is needed to replace it there. */
export type FoundPlace = { placeId: string } & Described & (StoredFact | SavedValue);

const maxPlaces = 200;

/** Where else the value of a fact stands: of the same person, and in what is shared by conversations of theirs. */
export async function findPlaces(personId: string, fact: FactPlace): Promise<FoundPlace[]> {
  if (!isTelling(fact.value)) return [];
  const [facts, saved] = await Promise.all([findFacts(personId, fact), findSaved(personId, fact)]);
  return [...facts, ...saved].slice(0, maxPlaces);
}

/** The conversations that a person is or was in. */
function conversationsOf(personId: string): Sql {
  return sql`SELECT member.conversation_id FROM identity own JOIN member ON member.user_id = own.user_id
    JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = own.channel_id
    WHERE own.person_id = ${personId}`;
}

type FactRow = {
  id: number;
  item_id: string;
  identity_id: string | null;
  path: string;
  path_id: string;
  bot_id: string;
  scope: string;
  pattern: string;
  label: string | null;
  channel_id: string | null;
  conversation_id: string | null;
  kept_in: string;
  is_read_only: boolean | null;
};

async function findFacts(personId: string, { factId, value, type }: FactPlace): Promise<FoundPlace[]> {
  const folded = foldText(String(value));
  const rows = await (await db()).query<FactRow>(sql`SELECT fact.id, fact.item_id, fact.identity_id, fact.path, fact.path_id, path.bot_id,
      path.scope, path.pattern, path.label, item.channel_id, item.conversation_id, item.scope AS kept_in, place.is_read_only
    FROM fact JOIN dictionary_path path ON path.id = fact.path_id JOIN store_item item ON item.id = fact.item_id
      LEFT JOIN identity ON identity.id = fact.identity_id LEFT JOIN conversation place ON place.id = item.conversation_id
    WHERE fact.value_hash = CAST(${textHash(folded)} AS BIGINT) AND fact.type = ${type} AND fact.id <> ${factId} AND ${await isCurrent()}
      AND (identity.person_id = ${personId} OR (item.scope = 'conversation' AND item.conversation_id IN (${conversationsOf(personId)})))
    ORDER BY fact.id LIMIT ${maxPlaces}`);
  return rows.map(toFactPlace);
}

function toFactPlace(row: FactRow): FoundPlace {
  return {
    placeId: `fact:${row.id}`,
    kind: "fact",
    factId: row.id,
    identityId: row.identity_id,
    itemId: row.item_id,
    path: decodeText(row.path),
    pathId: row.path_id,
    botId: decodeText(row.bot_id),
    scope: row.scope,
    pattern: decodeText(row.pattern),
    label: row.label,
    channelId: row.channel_id === null ? null : decodeText(row.channel_id),
    conversationId: row.conversation_id === null ? null : decodeText(row.conversation_id),
    name: null,
    isShared: row.kept_in === "conversation",
    why: row.is_read_only ? "It was opened from a file, which is shown as it came." : null,
  };
}

type SnapshotRow = { id: string; name: string; bot_id: string; conversation_id: string | null; body: string };

/** A snapshot that came as a file belongs to nobody who is known here, and is left out. */
async function findSaved(personId: string, { value }: FactPlace): Promise<FoundPlace[]> {
  const rows = await (await db()).query<SnapshotRow>(sql`SELECT id, name, bot_id, conversation_id, body FROM snapshot
    WHERE conversation_id IN (${conversationsOf(personId)}) ORDER BY created_at DESC, id LIMIT ${maxPlaces}`);
  return rows.flatMap((row) =>
    findSame((JSON.parse(row.body) as { state: JsonObject }).state as JsonValue, value).map((path) => toSavedPlace(row, path)),
  );
}

function toSavedPlace(row: SnapshotRow, path: readonly string[]): FoundPlace {
  const [id, pointer] = [decodeText(row.id), formatPointer(path)];
  return {
    placeId: `snapshot:${encodeText(id)}:${pointer}`,
    kind: "snapshot",
    snapshotId: id,
    path: pointer,
    botId: decodeText(row.bot_id),
    scope: path[0] ?? "user",
    pattern: formatPointer(path.slice(1)),
    label: null,
    channelId: null,
    conversationId: row.conversation_id === null ? null : decodeText(row.conversation_id),
    name: decodeText(row.name),
    isShared: false,
    why: null,
  };
}
