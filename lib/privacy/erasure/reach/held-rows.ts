import { encodeText, listOf, type Sql, sql } from "@/lib/db";
import { inConversations } from "./in-conversations";
import { isPartial, type Reach, sparedBy } from "./reach";

export function heldConversations({ held }: Reach): Sql {
  return listOf(held.conversationIds.map(encodeText));
}

/** Items that are held by themselves, and those of conversations that are. Where nothing is held, nothing is looked for. */
export function heldItems(reach: Reach): Sql {
  if (!isPartial(reach)) return listOf([]);
  return itemsOrIn(reach.held.itemIds, heldConversations(reach));
}

/** Writes that brought what is held now or was once. */
export function heldWrites(reach: Reach): Sql {
  return sql`SELECT write_seq FROM property_version WHERE item_id IN (${heldItems(reach)})`;
}

const inConversation = ["activity", "told_state", "activity_change", "turn", "turn_record", "member", "upload", "snapshot"];
const inConversationToo = ["protocol_exchange", "tombstone", "lost_value"];
const ofItems = ["property_version", "property_value", "fact", "item_encoding", "fact_backlog", "fact_note"];
const ofIdentities = ["identity_link", "identity_copy", "restriction", "person_due", "acquaintance"];
const ofPaths = ["path_hint", "dictionary_change", "path_day"];
const ofCases = ["request_recipient", "identity_code", "released_activity", "request_event"];

/** Nothing is looked for where nothing is held: the database would go through all items. */
function sparedItems(reach: Reach): Sql {
  const { conversationIds, itemIds } = sparedBy(reach);
  if (conversationIds.length + itemIds.length === 0) return listOf([]);
  return itemsOrIn(itemIds, listOf(conversationIds.map(encodeText)));
}

function itemsOrIn(itemIds: readonly string[], conversationIds: Sql): Sql {
  return sql`SELECT id FROM store_item WHERE id IN (${listOf(itemIds)}) UNION SELECT id FROM store_item WHERE ${inConversations(conversationIds)}`;
}

/** The paths of what is held, of whomever. */
export function heldPaths(reach: Reach): Sql {
  return sql`SELECT path_id FROM fact WHERE item_id IN (${sparedItems(reach)})`;
}

/** Rows that are kept under holds, by table: what is held of anybody, who the person is, and their cases. Nothing where nothing is held. */
export function heldRows(reach: Reach): Record<string, Sql> {
  const spared = sparedBy(reach);
  if (spared.conversationIds.length + spared.itemIds.length === 0) return {};
  const places = listOf(spared.conversationIds.map(encodeText));
  const items = sparedItems(reach);
  const writes = sql`SELECT write_seq FROM property_version WHERE item_id IN (${items})`;
  const identities = listOf(reach.held.identityIds);
  const people = sql`SELECT person_id FROM identity WHERE id IN (${identities})`;
  const conversations = sql`conversation_id IN (${places})`;
  const cases = sql`SELECT number FROM privacy_request WHERE person_id IN (${people})`;
  const all = (tables: readonly string[], where: Sql) => Object.fromEntries(tables.map((table) => [table, where]));
  return {
    conversation: sql`id IN (${places})`,
    ...all([...inConversation, ...inConversationToo], conversations),
    ...all(ofItems, sql`item_id IN (${items})`),
    ...all(ofIdentities, sql`identity_id IN (${identities})`),
    ...all(ofPaths, sql`path_id IN (${heldPaths(reach)})`),
    ...all(ofCases, sql`number IN (${cases})`),
    dictionary_path: sql`id IN (${heldPaths(reach)})`,
    identity: sql`id IN (${identities})`,
    legal_hold: sql`(identity_id IN (${identities}) OR ${conversations})`,
    person: sql`id IN (${people})`,
    privacy_request: sql`person_id IN (${people})`,
    proposal: sql`person_id IN (${people})`,
    state_write: sql`(${conversations} OR seq IN (${writes}))`,
    store_item: sql`id IN (${items})`,
    unmasking: sql`person_id IN (${people})`,
  };
}
