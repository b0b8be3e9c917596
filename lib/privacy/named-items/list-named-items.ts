import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { type LeafType, leafValue, maskedText, maskValue, type NamedItem, type NamedItemList, type Sight } from "@/lib/model";
import { type PersonAccount, personAccounts } from "../person-accounts";
import { findNamedItems, type NamedItem as Named } from "./find-named-items";

const maxItems = 100;
const maxValues = 50;
/** Facts hold no more of a text. */
const maxText = 1000;

/**
 * What bots keep of a person under keys of their own that name an id of theirs, as copies and erasures find it: masked as everything else, and to
 * be read only. Throws `person_not_found`.
 */
export async function listNamedItems(personId: string, sight: Sight): Promise<NamedItemList> {
  const accounts = await personAccounts(personId);
  const named = new Map((await findNamedItems(accounts)).map((one) => [one.itemId, one]));
  const kept = (await readItems([...named.keys()])).filter(({ bot_id }) => !sight.unknownBots.has(bot_id));
  const shown = kept.sort((one, other) => (one.updated_at < other.updated_at ? 1 : -1)).slice(0, maxItems);
  const values = await readValues(shown.map(({ id }) => id));
  const items = shown.flatMap((row) => {
    const found = named.get(row.id);
    return found ? [toItem(row, { found, accounts, values: values.get(row.id) ?? [], isMasked: !sight.sees(row.bot_id, personId) })] : [];
  });
  return { items, count: kept.length };
}

type ItemRow = { id: string; bot_id: string; updated_at: string; unindexed_leaves: number };

/** Those that were not deleted. */
async function readItems(ids: readonly string[]): Promise<ItemRow[]> {
  const found: ItemRow[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await (await db()).query<ItemRow>(
      sql`SELECT id, bot_id, updated_at, unindexed_leaves FROM store_item WHERE id IN (${join(chunk)}) AND data IS NOT NULL`,
    );
    found.push(...rows.map((row) => ({ ...row, bot_id: decodeText(row.bot_id) })));
  }
  return found;
}

type ValueRow = {
  item_id: string;
  path: string;
  pattern: string;
  label: string | null;
  type: LeafType;
  value: string;
  total: number;
};

/** The first values of each item, in the order in which they came. */
async function readValues(ids: readonly string[]): Promise<Map<string, ValueRow[]>> {
  if (ids.length === 0) return new Map();
  const rows = await (await db()).query<ValueRow>(sql`SELECT item_id, path, pattern, label, type, value, total FROM (
      SELECT fact.id, fact.item_id, fact.path, path.pattern, path.label, fact.type, fact.value,
        row_number() OVER (PARTITION BY fact.item_id ORDER BY fact.id) AS place, count(*) OVER (PARTITION BY fact.item_id) AS total
      FROM fact JOIN dictionary_path path ON path.id = fact.path_id WHERE fact.item_id IN (${join([...ids])})
    ) AS numbered WHERE place <= ${maxValues} ORDER BY id`);
  const values = new Map<string, ValueRow[]>(ids.map((id) => [id, []]));
  for (const row of rows) {
    const told = { ...row, path: decodeText(row.path), pattern: decodeText(row.pattern), value: decodeText(row.value) };
    values.get(row.item_id)?.push(told);
  }
  return values;
}

type Told = { found: Named; accounts: readonly PersonAccount[]; values: readonly ValueRow[]; isMasked: boolean };

function toItem(row: ItemRow, { found: { key, userId }, accounts, values, isMasked }: Told): NamedItem {
  return {
    itemId: row.id,
    botId: row.bot_id,
    key: isMasked ? maskNamedKey(key, userId) : key,
    identityId: accounts.find((account) => account.userId === userId)?.identityId ?? "",
    updatedAt: row.updated_at,
    values: values.map(({ path, pattern, label, type, value }) => {
      const whole = leafValue(type, value);
      const shown = isMasked ? maskValue(whole) : whole;
      return { path: isMasked ? pattern : path, pattern, label, type, value: shown, isCut: value.length >= maxText };
    }),
    valueCount: (values[0]?.total ?? 0) + row.unindexed_leaves,
    isMasked,
  };
}

/** What stands before the id is the bot's own word, unless it looks like more than that; what stands behind it may be anything. */
function maskNamedKey(key: string, userId: string): string {
  const [word = ""] = key.split(userId);
  return /^\p{L}{0,30}[-_.:/|]?$/u.test(word) ? `${word}${maskedText}` : maskedText;
}
