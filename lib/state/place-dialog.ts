import { db, decodeText, join, sql } from "@/lib/db";
import { findDialogProperty, type JsonObject, type JsonValue, setOwn } from "@/lib/model";
import type { DialogPlace, ScopeItems } from "./scope-items";

/** The name that v4 bots give the property of their dialog stack by convention (protocols §5.4). */
const conventionalDialogProperty = "DialogState";

type StackRow = { item_id: string; property: string; json: string };

/** Versions that mention a stack without being one are few; further back than this nobody looks for a name. */
const maxVersions = 50;

/** Where a dialog goes when there is none: to where the last one was, since the bot looks only there. */
export async function placeNewDialog({ items, dialogIn }: ScopeItems): Promise<DialogPlace> {
  const { conversation, private: privately } = items;
  const rows = await (await db()).query<StackRow>(sql`SELECT version.item_id, version.property, value.json
    FROM property_version version JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id IN (${join([conversation.id, privately.id])}) AND value.json LIKE '%tack"%'
    ORDER BY version.write_seq DESC LIMIT ${maxVersions}`);
  const last = rows.find((row) => findDialogProperty(toItem(row)) !== null);
  if (!last) return { dialogIn, dialogProperty: conventionalDialogProperty };
  return { dialogIn: last.item_id === privately.id ? "private" : "conversation", dialogProperty: decodeText(last.property) };
}

function toItem({ property, json }: StackRow): JsonObject {
  const item = {};
  setOwn(item, decodeText(property), JSON.parse(json) as JsonValue);
  return item;
}
