import { db, decodeText, sql } from "@/lib/db";
import { type ItemScope, isScope, type JsonObject, type JsonValue, type StateChange, setOwn } from "@/lib/model";
import { byItemId } from "./commit-items";
import { diffItem, orderByScope } from "./diff-item";

type PropertyRow = { item_id: string; scope: string; property: string; before: string | null; after: string | null };
type ItemChange = { id: string; scope: string; before: JsonObject; after: JsonObject };

/** What one state write changed, worked out again from the versions it left. */
export async function listChangesOfWrite(writeSeq: number): Promise<StateChange[]> {
  const [changed, stacks] = await Promise.all([readChangedProperties(writeSeq), readUnchangedStacks(writeSeq)]);
  const items = toItemChanges([...changed, ...stacks]).sort(byItemId);
  const changes = items.flatMap(({ scope, before, after }) => (isScope(scope) ? diffItem(scope as ItemScope, before, after) : []));
  return orderByScope(changes);
}

async function readChangedProperties(writeSeq: number): Promise<PropertyRow[]> {
  return (await db()).query<PropertyRow>(sql`
    SELECT version.item_id, item.scope, version.property, earlier_value.json AS before, value.json AS after
    FROM property_version version
    JOIN store_item item ON item.id = version.item_id
    LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    LEFT JOIN property_version earlier ON earlier.item_id = version.item_id AND earlier.property_id = version.property_id
      AND earlier.write_seq = (SELECT max(past.write_seq) FROM property_version past
        WHERE past.item_id = version.item_id AND past.property_id = version.property_id AND past.write_seq < version.write_seq)
    LEFT JOIN property_value earlier_value ON earlier_value.item_id = earlier.item_id AND earlier_value.hash = earlier.hash
    WHERE version.write_seq = ${writeSeq}`);
}

/** Which property is the dialog scope may hang on another that holds a stack too; its name ends in "tack" in every SDK. */
async function readUnchangedStacks(writeSeq: number): Promise<PropertyRow[]> {
  return (await db()).query<PropertyRow>(sql`
    SELECT version.item_id, item.scope, version.property, value.json AS before, value.json AS after
    FROM property_version version
    JOIN store_item item ON item.id = version.item_id
    JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id IN (SELECT item_id FROM property_version WHERE write_seq = ${writeSeq})
      AND item.scope IN ('conversation', 'private') AND value.json LIKE '%tack"%'
      AND version.write_seq < ${writeSeq} AND version.write_seq = (SELECT max(past.write_seq) FROM property_version past
        WHERE past.item_id = version.item_id AND past.property_id = version.property_id AND past.write_seq <= ${writeSeq})`);
}

function toItemChanges(rows: readonly PropertyRow[]): ItemChange[] {
  const items = new Map<string, ItemChange>();
  for (const row of rows) {
    const item = items.get(row.item_id) ?? { id: row.item_id, scope: row.scope, before: {}, after: {} };
    items.set(row.item_id, item);
    const property = decodeText(row.property);
    if (row.before !== null) setOwn(item.before, property, JSON.parse(row.before) as JsonValue);
    if (row.after !== null) setOwn(item.after, property, JSON.parse(row.after) as JsonValue);
  }
  return [...items.values()];
}
