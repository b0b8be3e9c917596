import { db, decodeText, inChunks, join, listOf, type Sql, sql } from "@/lib/db";
import { foldText, textHash } from "@/lib/facts";
import { isCurrent } from "@/lib/memory";
import { getPlace, type JsonObject, type Sight } from "@/lib/model";
import { findNamedItems } from "../named-items/find-named-items";
import { personAccounts } from "../person-accounts";
import { type FoundPlace, maskedWhy, placeIdOf } from "./found-place";
import { isSoughtInTexts, type PartFinder, partFinderOf } from "./part-finder";
import type { FactPlace } from "./read-fact-place";

/** Facts hold no more of a text; the item has the rest. */
const maxValue = 1000;
const rowsAtOnce = 1000;

type Row = {
  id: number;
  item_id: string;
  identity_id: string | null;
  person_id: string | null;
  path: string;
  path_id: string;
  value: string;
  is_same: number;
  bot_id: string;
  scope: string;
  pattern: string;
  label: string | null;
  channel_id: string | null;
  conversation_id: string | null;
  kept_in: string;
  is_read_only: boolean | null;
};

type Asked = { personId: string; fact: FactPlace; sight: Sight };

/**
 * Facts that hold the value of another, and texts of which it is a part: of the same person, in what is shared by conversations of theirs, and in
 * what bots keep under keys of their own that name the person (`findNamedItems`). Of bots of which the reader does not see the person there are none, or the value could be guessed.
 */
export async function findFacts({ personId, fact, sight }: Asked): Promise<FoundPlace[]> {
  const finder = isSoughtInTexts(fact.value) ? partFinderOf(fact.value) : null;
  const named = new Set((await findNamedItems(await personAccounts(personId))).map(({ itemId }) => itemId));
  const found: FoundPlace[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const rows: Row[] = await selectFacts({ personId, fact, named, after });
    const seen = rows.filter((row) => sight.sees(row.bot_id, personId));
    const isSeen = (row: Row) => sight.sees(row.bot_id, named.has(row.item_id) ? personId : row.person_id);
    const texts = finder ? await wholeTexts(seen.filter((row) => row.is_same === 0)) : new Map<number, string>();
    for (const row of seen)
      if (row.is_same === 1 || isWithin(texts.get(row.id), finder)) found.push(toPlace(row, texts.get(row.id), isSeen(row)));
    after = rows.length === rowsAtOnce ? (rows.at(-1)?.id ?? null) : null;
  }
  return found;
}

function isWithin(text: string | undefined, finder: PartFinder | null): boolean {
  return text !== undefined && finder !== null && finder.find(text).length > 0;
}

/** In portions, since a text is found within others only by reading them. */
async function selectFacts({
  personId,
  fact,
  named,
  after,
}: Omit<Asked, "sight"> & { named: ReadonlySet<string>; after: number }): Promise<Row[]> {
  const isSame = sql`fact.value_hash = CAST(${textHash(foldText(String(fact.value)))} AS BIGINT) AND fact.type = ${fact.type}`;
  const isWanted = isSoughtInTexts(fact.value) ? sql`(fact.type = 'string' OR (${isSame}))` : isSame;
  const database = await db();
  const rows = await database.aside<Row>(sql`SELECT fact.id, fact.item_id, fact.identity_id, identity.person_id, fact.path, fact.path_id,
      fact.value, CASE WHEN ${isSame} THEN 1 ELSE 0 END AS is_same, path.bot_id, path.scope, path.pattern, path.label, item.channel_id,
      item.conversation_id, item.scope AS kept_in, place.is_read_only
    FROM fact JOIN dictionary_path path ON path.id = fact.path_id JOIN store_item item ON item.id = fact.item_id
      LEFT JOIN identity ON identity.id = fact.identity_id LEFT JOIN conversation place ON place.id = item.conversation_id
    WHERE fact.id IN (${factsAbout(personId, named)}) AND ${isWanted} AND fact.id > ${after} AND fact.id <> ${fact.factId} AND ${await isCurrent()}
    ORDER BY fact.id LIMIT ${rowsAtOnce}`);
  return rows.map((row) => ({
    ...row,
    path: decodeText(row.path),
    value: decodeText(row.value),
    bot_id: decodeText(row.bot_id),
    pattern: decodeText(row.pattern),
    channel_id: row.channel_id === null ? null : decodeText(row.channel_id),
    conversation_id: row.conversation_id === null ? null : decodeText(row.conversation_id),
  }));
}

/** The person's own, what conversations share in which they are or were, and what stands under keys that name them. */
function factsAbout(personId: string, named: ReadonlySet<string>): Sql {
  return sql`SELECT own_fact.id FROM identity own JOIN fact own_fact ON own_fact.identity_id = own.id WHERE own.person_id = ${personId}
    UNION SELECT shared_fact.id FROM identity own JOIN member ON member.user_id = own.user_id
      JOIN conversation there ON there.id = member.conversation_id AND there.channel_id = own.channel_id
      JOIN store_item shared ON shared.bot_id = there.bot_id AND shared.conversation_id = there.id AND shared.scope = 'conversation'
      JOIN fact shared_fact ON shared_fact.item_id = shared.id
      WHERE own.person_id = ${personId}
    UNION SELECT named_fact.id FROM fact named_fact WHERE named_fact.item_id IN (${listOf([...named])})`;
}

/** Texts by fact, whole also where the fact holds their beginning only. */
async function wholeTexts(rows: readonly Row[]): Promise<Map<number, string>> {
  const cut = rows.filter(({ value }) => value.length >= maxValue);
  const items = await readItems([...new Set(cut.map(({ item_id }) => item_id))]);
  return new Map(
    rows.flatMap(({ id, item_id, path, value }) => {
      const text = value.length < maxValue ? value : getPlace(items.get(item_id), path);
      return typeof text === "string" ? [[id, text]] : [];
    }),
  );
}

async function readItems(ids: readonly string[]): Promise<Map<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  for (const chunk of inChunks(ids)) {
    const rows = await (await db()).aside<{ id: string; data: string | null }>(
      sql`SELECT id, data FROM store_item WHERE id IN (${join(chunk)})`,
    );
    for (const { id, data } of rows) if (data !== null) found.set(id, JSON.parse(data) as JsonObject);
  }
  return found;
}

function toPlace(row: Row, found: string | undefined, isSeen: boolean): FoundPlace {
  const text = row.is_same === 1 ? null : (found ?? null);
  const isMasked = text !== null && !isSeen;
  const readOnly = row.is_read_only ? "It was opened from a file, which is shown as it came." : null;
  return {
    placeId: placeIdOf(`fact:${row.id}`, text),
    kind: "fact",
    factId: row.id,
    identityId: row.identity_id,
    itemId: row.item_id,
    path: row.path,
    pathId: row.path_id,
    botId: row.bot_id,
    scope: row.scope,
    pattern: row.pattern,
    label: row.label,
    channelId: row.channel_id,
    conversationId: row.conversation_id,
    name: null,
    isShared: row.kept_in === "conversation",
    why: readOnly ?? (isMasked ? maskedWhy : null),
    text,
    isMasked,
  };
}
