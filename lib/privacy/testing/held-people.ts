import { db, encodeText, sql } from "@/lib/db";
import { factStatements, noteSeen } from "@/lib/facts";
import type { ItemScope, JsonObject } from "@/lib/model";

const botId = "guide";
const channelId = "webchat";
const at = "2026-11-20T10:00:00.000Z";

let seq = 0;

/** A person as the bot `guide` met them. */
export async function meet(userId: string, name = userId): Promise<void> {
  await (await db()).transaction(noteSeen({ channelId, userId, name }, { botId, at }));
}

export type Said = { from: string; to?: string; text: string; type?: string };

/** A conversation with people, and what was said there; `bot` speaks to whom it says. */
export async function talk(conversationId: string, people: readonly { id: string; name: string }[], said: readonly Said[]): Promise<void> {
  const id = encodeText(conversationId);
  await (await db()).transaction([
    sql`INSERT INTO conversation (id, bot_id, channel_id, created_at, last_activity_at) VALUES (${id}, ${botId}, ${channelId}, ${at}, ${at})`,
    ...people.map(
      (person, position) => sql`INSERT INTO member (conversation_id, user_id, name, joined_at, position)
        VALUES (${id}, ${encodeText(person.id)}, ${encodeText(person.name)}, ${at}, ${position})`,
    ),
    ...said.map(({ from, to = botId, text, type = "message" }, position) => {
      const activity = {
        id: `a-${position}`,
        type,
        timestamp: at,
        channelId,
        conversation: { id: conversationId },
        from: { id: from },
        recipient: { id: to },
        text,
      };
      return sql`INSERT INTO activity (conversation_id, position, id, is_incoming, type, from_id, body, created_at)
        VALUES (${id}, ${position}, ${activity.id}, ${from !== botId}, ${type}, ${encodeText(from)}, ${encodeText(JSON.stringify(activity))}, ${at})`;
    }),
  ]);
}

type Stored = {
  scope: ItemScope;
  conversationId?: string;
  userId?: string /** One after the other: what was, then what is. */;
  values: readonly JsonObject[];
  by?: string;
};

/** An item that the bot stored, with its earlier values; `by` is whose turns wrote it. */
export async function store({ scope, conversationId, userId, values, by = userId }: Stored): Promise<void> {
  const itemId = JSON.stringify([botId, scope, conversationId ?? "", userId ?? ""]);
  for (const [index, value] of values.entries())
    await write({ scope, conversationId, userId, value, before: values[index - 1], by, itemId });
}

type Write = {
  scope: ItemScope;
  conversationId?: string;
  userId?: string;
  value: JsonObject;
  before: JsonObject | undefined;
  by?: string;
  itemId: string;
};

async function write({ scope, conversationId, userId, value, before, by, itemId }: Write): Promise<void> {
  const [number, text, id] = [++seq, JSON.stringify(value), encodeText(itemId)];
  const owner = scope === "conversation" || userId === undefined ? null : { channelId, userId };
  const person = by === undefined ? null : { channelId, userId: by };
  const fact = { itemId: id, botId, scope, owner, before: before === undefined ? null : JSON.stringify(before), after: text };
  const columns = [conversationId, owner?.userId].map((one) => (one === undefined ? null : encodeText(one)));
  await (await db()).transaction([
    sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, user_id, after_turn, by, at)
      VALUES (${number}, ${botId}, 'turn', ${columns[0]}, ${by === undefined ? null : encodeText(by)}, 0, '', ${at})`,
    sql`INSERT INTO store_item (id, bot_id, key, scope, channel_id, conversation_id, user_id, data, bytes, updated_at, writer, write_seq)
      VALUES (${id}, ${botId}, ${id}, ${scope}, ${channelId}, ${columns[0]}, ${columns[1]}, ${text}, ${text.length}, ${at}, '{}', ${number})
      ON CONFLICT (id) DO UPDATE SET data = excluded.data, write_seq = excluded.write_seq`,
    ...Object.entries(value).flatMap(([property, held], index) => [
      sql`INSERT INTO property_value (item_id, hash, json) VALUES (${id}, ${`${number}-${index}`}, ${encodeText(JSON.stringify(held))})`,
      sql`INSERT INTO property_version (item_id, property_id, property, write_seq, hash)
        VALUES (${id}, ${encodeText(property)}, ${encodeText(property)}, ${number}, ${`${number}-${index}`})`,
    ]),
    ...factStatements([fact], { seq: number, at, person }),
  ]);
}
