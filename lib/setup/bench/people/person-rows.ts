import { foldText, pathIdOf, textHash } from "@/lib/facts";
import { type JsonObject, type Leaf, listLeaves, storageKeyFor } from "@/lib/model";
import type { BulkRow } from "../../../db/bulk-load";
import { pathHashOf } from "../../../facts/fact-ids";
import { hashOf } from "../../../state/commit-items";
import { itemIdOf } from "../../../state/store-item";
import { type MadePerson, madeBotId, madeChannelId } from "./made-person";

export type TableRow = BulkRow<keyof typeof columns>;

/** The tables that are filled, with their columns in the order of the cells. */
export const columns = {
  person: ["id", "name", "name_key", "first_seen_at", "last_seen_at", "facts", "bytes", "oldest_seq"],
  identity: ["id", "person_id", "channel_id", "user_id", "name", "folded", "name_hash", "user_hash"],
  acquaintance: ["identity_id", "bot_id", "last_seen_at"],
  store_item: ["id", "bot_id", "key", "scope", "channel_id", "user_id", "etag", "data", "bytes", "updated_at", "writer", "write_seq"],
  fact: ["item_id", "path_hash", "path", "path_id", "identity_id", "type", "value", "folded", "value_hash", "write_seq"],
  conversation: ["id", "bot_id", "channel_id", "created_at", "last_activity_at"],
  member: ["conversation_id", "user_id", "name", "joined_at", "position"],
  state_write: ["seq", "bot_id", "kind", "conversation_id", "user_id", "after_turn", "by", "at", "counts"],
  turn: ["conversation_id", "number", "user_id", "activity_id", "started_at", "duration_ms", "outcome", "write_seq", "state_seq"],
  activity: ["conversation_id", "position", "id", "turn_number", "is_incoming", "type", "from_id", "body", "created_at"],
  property_version: ["item_id", "property_id", "property", "write_seq", "hash"],
  property_value: ["item_id", "hash", "json"],
  dictionary_path: ["id", "bot_id", "scope", "pattern", "types", "people", "facts", "bytes", "first_seq", "last_seq"],
  path_day: ["path_id", "day", "people", "facts"],
} as const;

/** One in so many people has the conversation in which it was all said; the others have what the bot remembers. */
const peopleWithTurns = 10;

export function rowsOf(person: MadePerson): TableRow[] {
  const { identityId, userId, name, at, data } = person;
  const seq = person.number + 1;
  const key = storageKeyFor({ botId: madeBotId, channelId: madeChannelId, conversationId: "", userId }, "user", "state-class");
  const itemId = itemIdOf(madeBotId, key);
  const text = JSON.stringify(data);
  const leaves = listLeaves("user", data as JsonObject).leaves;
  const bytes = leaves.reduce((sum, leaf) => sum + Buffer.byteLength(leaf.text), 0);
  const folded = foldText(name);
  const writer = JSON.stringify({ kind: "bot", conversationId: conversationOf(person), turn: 1 });
  return [
    { table: "person", cells: [identityId, name, folded, at, at, leaves.length, bytes, seq] },
    {
      table: "identity",
      cells: [identityId, identityId, madeChannelId, userId, name, `${folded}\n${userId}`, textHash(folded), textHash(userId)],
    },
    { table: "acquaintance", cells: [identityId, madeBotId, at] },
    {
      table: "store_item",
      cells: [itemId, madeBotId, key, "user", madeChannelId, userId, "tag", text, Buffer.byteLength(text), at, writer, seq],
    },
    ...leaves.map((leaf) => factRow(leaf, { itemId, identityId, seq })),
    ...(person.number % peopleWithTurns === 0 ? turnRows(person, { itemId, seq }) : []),
  ];
}

function conversationOf({ number }: MadePerson): string {
  return `c-made-${number.toString(36)}`;
}

function factRow(
  { path, pattern, scope, type, text }: Leaf,
  { itemId, identityId, seq }: { itemId: string; identityId: string; seq: number },
): TableRow {
  const folded = foldText(text);
  const pathId = pathIdOf(madeBotId, scope, pattern);
  return { table: "fact", cells: [itemId, pathHashOf(path), path, pathId, identityId, type, text, folded, textHash(folded), seq] };
}

function turnRows(person: MadePerson, { itemId, seq }: { itemId: string; seq: number }): TableRow[] {
  const { userId, name, at, data } = person;
  const id = conversationOf(person);
  const body = (text: string, from: object) => JSON.stringify({ type: "message", text, from, timestamp: at, channelId: madeChannelId });
  return [
    { table: "conversation", cells: [id, madeBotId, madeChannelId, at, at] },
    { table: "member", cells: [id, userId, name, at, 0] },
    { table: "state_write", cells: [seq, madeBotId, "turn", id, userId, 1, "bot", at, "{}"] },
    { table: "turn", cells: [id, 1, userId, `a-${person.number}`, at, 3, "completed", seq, seq] },
    {
      table: "activity",
      cells: [id, 0, `a-${person.number}`, 1, 1, "message", userId, body(`I would like ${data.wish}`, { id: userId, name }), at],
    },
    { table: "activity", cells: [id, 1, `b-${person.number}`, 1, 0, "message", madeBotId, body("Noted.", { id: madeBotId }), at] },
    ...Object.entries(data).flatMap(([property, value]): TableRow[] => {
      const json = JSON.stringify(value);
      return [
        { table: "property_version", cells: [itemId, hashOf(property), property, seq, hashOf(json)] },
        { table: "property_value", cells: [itemId, hashOf(json), json] },
      ];
    }),
  ];
}
