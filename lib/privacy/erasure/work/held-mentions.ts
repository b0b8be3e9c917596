import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { Needles } from "../needles/needles";
import { inConversations } from "../reach/in-conversations";
import { type Held, identityIdsOf, type Reach, sparedBy } from "../reach/reach";
import type { Redactor } from "../words/redactor";
import { saysIn } from "../words/says-in";
import { knownElsewhere } from "./known-as";
import { named } from "./named";

/**
 * The same reach with what is held of others and says who the person is, though they never were there: it cannot go now, so that the person
 * stays known until it may. Reads only what is held.
 */
export async function withHeldMentions(reach: Reach, needles: Needles): Promise<Reach> {
  const { held } = reach;
  const spared = sparedBy(reach);
  const places = spared.conversationIds.filter((id) => !reach.conversations.some((one) => one.id === id));
  const items = spared.itemIds.filter((id) => !held.itemIds.includes(id));
  if (reach.accounts.length === 0 || places.length + items.length === 0) return reach;
  const found = await findMentions(reach, { places, items, redactor: knownElsewhere(needles).redactor });
  if (found.conversationIds.length + found.itemIds.length === 0) return reach;
  const conversationIds = [...new Set([...held.conversationIds, ...found.conversationIds])].sort();
  const itemIds = [...new Set([...held.itemIds, ...found.itemIds])].sort();
  return { ...reach, held: { ...held, conversationIds, itemIds, identityIds: await knownIds(reach) } };
}

type Looked = { places: readonly string[]; items: readonly string[]; redactor: Redactor };

async function findMentions(reach: Reach, { places, items, redactor }: Looked): Promise<Pick<Held, "conversationIds" | "itemIds">> {
  const conversations = new Set<string>();
  for (const [table, columns] of Object.entries(texts)) {
    const look = { table, columns, by: "conversation_id", redactor };
    for (const chunk of inChunks(places.map(encodeText))) for (const id of await placesWith(look, chunk)) conversations.add(decodeText(id));
  }
  const found = new Set<string>();
  const all = [...items, ...(await itemsIn(places))];
  for (const chunk of inChunks(all)) {
    for (const id of await placesWith({ table: "store_item", columns: ["key", "data"], by: "id", redactor }, chunk)) found.add(id);
    for (const id of await placesWith({ table: "property_value", columns: ["json"], by: "item_id", redactor }, chunk)) found.add(id);
    for (const id of await itemsOfTheirs(identityIdsOf(reach), chunk)) found.add(id);
  }
  return { conversationIds: [...conversations], itemIds: [...found] };
}

/** Where something was said of somebody. */
const texts = {
  activity: ["body"],
  turn: ["error"],
  turn_record: ["body"],
  protocol_exchange: ["url", "request", "response", "error"],
  snapshot: ["name", "body"],
  upload: ["name"],
};

type Look = { table: string; columns: readonly string[]; by: string; redactor: Redactor };

async function placesWith({ table, columns, by, redactor }: Look, ids: readonly string[]): Promise<string[]> {
  const rows = await (await db()).query<Record<string, string | null>>(
    sql`SELECT ${named(by)} AS place, ${join(columns.map(named))} FROM ${named(table)} WHERE ${named(by)} IN (${join([...ids])})`,
  );
  const says = (row: Record<string, string | null>) => columns.some((column) => saysIn(redactor, row[column] ?? ""));
  return [...new Set(rows.filter(says).map((row) => row.place ?? ""))];
}

async function itemsIn(places: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(places.map(encodeText))) found.push(...(await idsOf(sql`store_item WHERE ${inConversations(join(chunk))}`)));
  return found;
}

async function itemsOfTheirs(identityIds: readonly string[], items: readonly string[]): Promise<string[]> {
  const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT item_id AS id FROM fact
    WHERE item_id IN (${join([...items])}) AND identity_id IN (${join([...identityIds])})`);
  return rows.map(({ id }) => id);
}

/** The accounts of the person that are known as such, and not only to a fork. */
function knownIds(reach: Reach): Promise<string[]> {
  return idsOf(sql`identity WHERE id IN (${join(identityIdsOf(reach))})`);
}

async function idsOf(rows: Sql): Promise<string[]> {
  return (await (await db()).query<{ id: string }>(sql`SELECT id FROM ${rows} ORDER BY id`)).map(({ id }) => id);
}
